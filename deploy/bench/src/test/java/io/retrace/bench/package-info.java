/** The parts of the bench that could lie about others. */
@NullMarked
package io.retrace.bench;

import org.jspecify.annotations.NullMarked;
