/** The log asked from inside a process, without HTTP: the one part of the bench that knows our classes. */
@NullMarked
package io.retrace.bench.inside;

import org.jspecify.annotations.NullMarked;
