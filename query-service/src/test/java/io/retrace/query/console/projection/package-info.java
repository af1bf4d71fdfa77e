/** How far behind a view may be before anybody worries. */
@NullMarked
package io.retrace.query.console.projection;

import org.jspecify.annotations.NullMarked;
