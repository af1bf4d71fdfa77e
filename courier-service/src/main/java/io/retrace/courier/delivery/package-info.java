/** The queue of letters, who works on it, and what became of each. */
@NullMarked
package io.retrace.courier.delivery;

import org.jspecify.annotations.NullMarked;
