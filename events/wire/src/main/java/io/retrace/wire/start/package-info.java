/** How a service's executable jar starts, what else it can do, and how it says that it cannot. */
@NullMarked
package io.retrace.wire.start;

import org.jspecify.annotations.NullMarked;
