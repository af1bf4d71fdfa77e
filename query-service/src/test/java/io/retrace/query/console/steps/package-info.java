/** Going through a recovery step by step. */
@NullMarked
package io.retrace.query.console.steps;

import org.jspecify.annotations.NullMarked;
