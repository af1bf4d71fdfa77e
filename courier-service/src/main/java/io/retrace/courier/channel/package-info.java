/** Ways to reach people. */
@NullMarked
package io.retrace.courier.channel;

import org.jspecify.annotations.NullMarked;
