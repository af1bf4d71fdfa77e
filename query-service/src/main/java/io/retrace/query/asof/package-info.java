/** What was so at a moment of the log: folded from streams, never taken from a view's content. */
@NullMarked
package io.retrace.query.asof;

import org.jspecify.annotations.NullMarked;
