package io.retrace.command.relay;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event that Kafka has, by its headers.
 *
 * @param position where the log had it when it was published
 * @param incarnation which life of the log published it
 */
record Published(UUID id, long position, int incarnation) {

    private static final int FIRST_INCARNATION = 1;

    /** What a record says of itself; empty for one that no relay published. */
    static Optional<Published> of(ConsumerRecord<String, byte[]> next) {
        try {
            return header(next, "ce_id")
                    .flatMap(id -> header(next, "ce_sequence")
                            .map(sequence -> new Published(
                                    UUID.fromString(id),
                                    Long.parseLong(sequence),
                                    // records from before there was this header
                                    header(next, "ce_incarnation")
                                            .map(Integer::parseInt)
                                            .orElse(FIRST_INCARNATION))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> next, String name) {
        return Optional.ofNullable(next.headers().lastHeader(name))
                .flatMap(header -> Optional.ofNullable(header.value()))
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
