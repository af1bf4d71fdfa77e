/** The console's way through a recovery: who answered what at each step, and why. */
@NullMarked
package io.retrace.query.console.steps;

import org.jspecify.annotations.NullMarked;
