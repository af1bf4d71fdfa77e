/** Kafka as both of its sides see it: the topics, clients that lose nothing, and the loop that reads. */
@NullMarked
package io.retrace.topic;

import org.jspecify.annotations.NullMarked;
