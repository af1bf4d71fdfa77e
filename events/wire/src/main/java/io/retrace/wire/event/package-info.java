/** Events as they leave for others. */
@NullMarked
package io.retrace.wire.event;

import org.jspecify.annotations.NullMarked;
