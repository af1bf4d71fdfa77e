package io.retrace.command.relay;

/**
 * Where the broker is, and how its topics are made.
 *
 * @param replicationFactor copies of each topic that the relay makes; 1 to 15. From 3 on a record is acknowledged
 *     when two brokers have it
 */
public record RelaySettings(String bootstrapServers, short replicationFactor) {

    public RelaySettings {
        if (replicationFactor < 1 || replicationFactor > 15) {
            throw new IllegalArgumentException("replicationFactor must be from 1 to 15, was " + replicationFactor);
        }
    }
}
