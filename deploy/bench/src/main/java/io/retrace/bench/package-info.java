/** Measures a standalone Retrace from outside, as its clients see it: {@code make bench}. */
@NullMarked
package io.retrace.bench;

import org.jspecify.annotations.NullMarked;
