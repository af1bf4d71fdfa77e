/** Every limit, validated, with its hash. */
@NullMarked
package io.retrace.model.policy;

import org.jspecify.annotations.NullMarked;
