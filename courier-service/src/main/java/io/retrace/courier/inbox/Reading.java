package io.retrace.courier.inbox;

import io.retrace.courier.letter.Letter;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventType;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record means to the courier. */
sealed interface Reading {

    /** Somebody asks for a letter. */
    record Asked(Letter letter) implements Reading {}

    /** It is none of the courier's business. */
    record OfOthers() implements Reading {}

    /** It cannot be understood; the reason holds nothing of it. */
    record Unintelligible(String reason) implements Reading {}

    /** Reads a record; its header {@code ce_type} decides whether its value is looked at. */
    static Reading of(ConsumerRecord<String, byte[]> next, EventCodec codec) {
        var type = next.headers().lastHeader("ce_type");
        if (type == null || type.value() == null) {
            return new Unintelligible("no-type");
        }
        if (!EventType.RECOVERY_EMAIL_REQUESTED.wireName().equals(new String(type.value(), StandardCharsets.UTF_8))) {
            return new OfOthers();
        }
        if (next.value() == null) {
            return new Unintelligible("no-value");
        }
        try {
            var envelope = codec.read(next.value());
            return envelope.event() instanceof RecoveryEmailRequested requested
                    ? new Asked(Letter.of(envelope, requested))
                    : new Unintelligible("other-type");
        } catch (RuntimeException _) {
            // whatever it is, the bytes are the only cause there can be
            return new Unintelligible("unreadable");
        }
    }
}
