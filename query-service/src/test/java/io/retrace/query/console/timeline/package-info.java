/** Tests of the console's timelines. */
@NullMarked
package io.retrace.query.console.timeline;

import org.jspecify.annotations.NullMarked;
