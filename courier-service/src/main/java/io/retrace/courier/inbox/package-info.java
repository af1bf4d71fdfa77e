/** From Kafka to the queue: an event's id and its letter commit together. */
@NullMarked
package io.retrace.courier.inbox;

import org.jspecify.annotations.NullMarked;
