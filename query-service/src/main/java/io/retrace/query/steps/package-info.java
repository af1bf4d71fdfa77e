/** A recovery, step by step: what each event changed, who answered what, and why. */
@NullMarked
package io.retrace.query.steps;

import org.jspecify.annotations.NullMarked;
