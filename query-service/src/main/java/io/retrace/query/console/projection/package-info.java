/** How far the views are behind the log, and so whether what the console shows is all. */
@NullMarked
package io.retrace.query.console.projection;

import org.jspecify.annotations.NullMarked;
