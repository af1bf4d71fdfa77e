package io.retrace.standalone;

import io.retrace.log.EventFeed;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.query.QuerySide;
import io.retrace.query.audit.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** What the log itself says of each of its events, opened: what a search must agree with. */
@NullMarked
final class LogFacts {

    private static final int BATCH = 5_000;

    private final List<Fact> all;

    /**
     * What is known of an event.
     *
     * @param named what it names: {@code identity=…}, {@code session=…}, {@code address=…}
     */
    record Fact(EventEnvelope envelope, List<String> named, String client, String agent) {

        long position() {
            return envelope.position();
        }

        String correlation() {
            return envelope.origin().correlationId();
        }
    }

    private LogFacts(List<Fact> all) {
        this.all = List.copyOf(all);
    }

    /** Reads the whole log, up to a position. */
    static LogFacts of(QuerySide side, long last) {
        var facts = new ArrayList<Fact>();
        try (var feed = new EventFeed(side.database(), side.codec())) {
            for (var batch = feed.read(0, BATCH); !batch.isEmpty(); batch = feed.read(facts.size(), BATCH)) {
                batch.forEach(envelope -> facts.add(fact(envelope, side)));
            }
        }
        return new LogFacts(
                facts.stream().filter(fact -> fact.position() <= last).toList());
    }

    private static Fact fact(EventEnvelope envelope, QuerySide side) {
        var event = envelope.event();
        var named = new ArrayList<String>();
        event.identity().ifPresent(id -> named.add("identity=" + id));
        session(event).ifPresent(id -> named.add("session=" + id));
        address(event)
                .ifPresent(text -> named.add("address="
                        + side.sealing().open(text, envelope.stream()).strip().toLowerCase(Locale.ROOT)));
        var trace = envelope.origin().traceId();
        var client =
                envelope.origin().clientAddress().map(text -> side.sealing().open(text, trace));
        var agent = envelope.origin().userAgent().map(text -> side.sealing().open(text, trace));
        return new Fact(envelope, named, client.orElse(""), agent.orElse(""));
    }

    private static Optional<Sealed> address(Event event) {
        return switch (event) {
            case RecoveryEmailRequested e -> Optional.of(e.address());
            case AddressClaimed e -> Optional.of(e.value());
            default -> Optional.empty();
        };
    }

    private static Optional<SessionId> session(Event event) {
        return switch (event) {
            case SessionEvent e -> Optional.of(e.sessionId());
            case RecoveryCompleted e -> Optional.of(e.sessionId());
            case SessionsRevoked e -> e.except();
            case SettingsCompleted e -> e.session();
            default -> Optional.empty();
        };
    }

    List<Fact> all() {
        return all;
    }

    /** What a search parameter stands for. */
    Predicate<Fact> matching(String parameter) {
        var name = parameter.substring(0, parameter.indexOf('='));
        var value = parameter.substring(name.length() + 1);
        return switch (name) {
            case "identity", "address" -> {
                var flows = flowsOf(parameter);
                yield fact -> fact.named().contains(parameter)
                        || flows.contains(fact.correlation())
                        || flows.contains(fact.envelope().stream());
            }
            case "session" -> fact -> fact.named().contains(parameter);
            case "type" -> fact -> fact.envelope().type().wireName().equals(value);
            case "outcome" ->
                fact -> Judged.of(fact.envelope().event()).outcome().text().equals(value);
            case "actor" -> fact -> fact.envelope().origin().actor().equals(value);
            case "trace" -> fact -> fact.envelope().origin().traceId().equals(value);
            case "client" -> fact -> fact.client().startsWith(value.replace(".0/24", "."));
            case "agent" -> fact -> fact.agent().toLowerCase(Locale.ROOT).contains(value);
            case "from_position" -> fact -> fact.position() >= Long.parseLong(value);
            case "to_position" -> fact -> fact.position() <= Long.parseLong(value);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Flows in which an event names somebody, and the settings flows that they opened. */
    private List<String> flowsOf(String named) {
        var flows = all.stream()
                .filter(fact -> fact.named().contains(named))
                .map(fact -> fact.envelope().stream())
                .filter(stream -> stream.matches("(recovery|settings)-.*"))
                .collect(Collectors.toSet());
        return all.stream()
                .filter(fact -> flows.contains(fact.envelope().stream())
                        || (flows.contains(fact.correlation())
                                && fact.envelope().stream().startsWith("settings-")))
                .map(fact -> fact.envelope().stream())
                .distinct()
                .toList();
    }
}
