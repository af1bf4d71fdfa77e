package io.retrace.wire.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the one JVM keeps its data and what it listens on, beside the two HTTP ports; read by the standalone alone.
 * A part whose address is configured is not started.
 *
 * @param dataDirectory where the standalone keeps its database, its log of messages, its keys and its own log files
 * @param postgresPort where its PostgreSQL listens, on loopback
 * @param kafkaPort where its Kafka broker listens, on loopback
 * @param smtpPort where its mail catcher takes mail, on loopback
 * @param mailPort where its mail catcher shows mail, on loopback
 * @param pages whether it serves pages for people, where flows lead to them
 * @param pagesPort where its pages are, on loopback
 */
public record Standalone(
        @DefaultValue(".retrace") String dataDirectory,
        @DefaultValue("5433") int postgresPort,
        @DefaultValue("9092") int kafkaPort,
        @DefaultValue("1025") int smtpPort,
        @DefaultValue("1080") int mailPort,
        @DefaultValue("true") boolean pages,
        @DefaultValue("4455") int pagesPort) {}
