/** {@code make demo}: one recovery, end to end, as a native client sees it. */
@NullMarked
package io.retrace.standalone.demo;

import org.jspecify.annotations.NullMarked;
