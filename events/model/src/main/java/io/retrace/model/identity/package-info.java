/** An identity: who owns which addresses, and whether it may sign in. */
@NullMarked
package io.retrace.model.identity;

import org.jspecify.annotations.NullMarked;
