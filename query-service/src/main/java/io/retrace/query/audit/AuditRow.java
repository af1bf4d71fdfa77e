package io.retrace.query.audit;

import io.retrace.log.Sealing.Subjects;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an event is searched by.
 *
 * @param address MAC of the address that it names; empty where it names none, or none that still opens
 * @param client address of whoever asked, without port; empty when nobody asked or it opens no longer
 * @param agent family of the client's software
 */
record AuditRow(
        EventEnvelope envelope,
        Optional<UUID> session,
        Optional<UUID> address,
        Optional<InetAddress> client,
        Optional<String> agent) {

    /** The row of an event, with keys of all that it holds closed. */
    static AuditRow of(EventEnvelope envelope, Subjects subjects, AddressMacs macs) {
        var origin = envelope.origin();
        return new AuditRow(
                envelope,
                session(envelope.event()).map(SessionId::value),
                address(envelope.event())
                        .flatMap(text -> subjects.open(text, envelope.stream()))
                        .map(macs::of),
                origin.clientAddress()
                        .flatMap(text -> subjects.open(text, origin.traceId()))
                        .flatMap(AuditRow::withoutPort),
                origin.userAgent()
                        .flatMap(text -> subjects.open(text, origin.traceId()))
                        .map(AgentFamily::of));
    }

    /** Whose keys it takes to know what an event is searched by. */
    static Stream<String> subjects(EventEnvelope envelope) {
        var origin = envelope.origin();
        return Stream.of(origin.clientAddress(), origin.userAgent(), address(envelope.event()))
                .flatMap(Optional::stream)
                .map(Sealed::subject);
    }

    Optional<UUID> identity() {
        return envelope.event().identity().map(IdentityId::value);
    }

    /** The trace id, 128 bits; empty for what nobody asked for. */
    Optional<UUID> trace() {
        var text = envelope.origin().traceId();
        return text.matches("(?!0{32})[0-9a-f]{32}")
                ? Optional.of(
                        new UUID(Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16)))
                : Optional.empty();
    }

    private static Optional<Sealed> address(Event event) {
        return switch (event) {
            case RecoveryEmailRequested e -> Optional.of(e.address());
            case AddressClaimed e -> Optional.of(e.value());
            default -> Optional.empty();
        };
    }

    /** The session that an event names. */
    static Optional<SessionId> session(Event event) {
        return switch (event) {
            case SessionEvent e -> Optional.of(e.sessionId());
            case RecoveryCompleted e -> Optional.of(e.sessionId());
            case SessionsRevoked e -> e.except();
            case SettingsCompleted e -> e.session();
            default -> Optional.empty();
        };
    }

    /** {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}, and either without port and brackets. */
    private static Optional<InetAddress> withoutPort(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = text.startsWith("[") || (colon >= 0 && text.indexOf(':') == colon);
        var host = hasPort ? text.substring(0, colon) : text;
        try {
            return Optional.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
