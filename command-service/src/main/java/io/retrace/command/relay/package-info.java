/** From the log to Kafka, in order. */
@NullMarked
package io.retrace.command.relay;

import org.jspecify.annotations.NullMarked;
