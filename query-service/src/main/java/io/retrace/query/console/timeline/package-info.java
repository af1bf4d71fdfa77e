/** The console's timelines: what happened to somebody or something, in order, and what happens now. */
@NullMarked
package io.retrace.query.console.timeline;

import org.jspecify.annotations.NullMarked;
