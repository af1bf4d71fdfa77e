/** Lists in pages. */
@NullMarked
package io.retrace.query.page;

import org.jspecify.annotations.NullMarked;
