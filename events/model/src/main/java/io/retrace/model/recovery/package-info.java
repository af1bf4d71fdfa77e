/** A recovery: its commands, its states, and what follows from which. */
@NullMarked
package io.retrace.model.recovery;

import org.jspecify.annotations.NullMarked;
