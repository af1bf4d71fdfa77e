package io.retrace.wire.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The broker.
 *
 * @param bootstrapServers where to ask first, {@code host:port}, several with commas between
 * @param replicationFactor of the topics that Retrace creates
 */
public record Kafka(
        @DefaultValue("127.0.0.1:9092") String bootstrapServers,
        @DefaultValue("1") short replicationFactor) {}
