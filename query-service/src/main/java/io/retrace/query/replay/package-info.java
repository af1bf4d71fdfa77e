/** Decisions of the past, taken again: with the policy of then, or with another one. */
@NullMarked
package io.retrace.query.replay;

import org.jspecify.annotations.NullMarked;
