package io.retrace.query.asof;

import io.retrace.log.EventDatabase;
import io.retrace.log.EventRow;
import io.retrace.log.PoliciesOnRecord;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * What had happened up to a moment, from the log. Views only tell which streams belong, and where they are behind, the
 * log itself does: a row of theirs is a function of one event, so that both give the same streams (ADR-0031).
 */
public final class Histories {

    /** A flow lives at most a day and a budget's window lasts at most one; a third for clocks that are wrong. */
    private static final Duration REACH = Duration.ofDays(3);

    static final int FLOWS_MAX = 1_000;
    static final int SESSIONS_MAX = 1_000;

    private static final String STREAM = """
            select position, recorded_at, body from log.event
             where stream = :stream and position <= :position
             order by position""";
    // each stream is read by itself: a plan for any position would read the log up to there
    private static final String OF_IDENTITY = """
            with letters as (
                select stream collate "default" as stream, position from view.audit
                 where identity = :identity and position > :since and position <= :position
                   and type = 'recovery.RecoveryEmailRequested'
                union all
                select stream, position from log.event
                 where position > (select coalesce(max(position), 0) from view.progress where name = 'audit')
                   and position > :since and position <= :position
                   and identity = :identity and type = 'recovery.RecoveryEmailRequested'),
            streams as (
                (select stream from letters group by stream order by max(position) desc limit :flows)
                union all
                (select stream from log.event
                  where type = 'session.SessionIssued' and identity = :identity and position <= :position
                  order by position desc limit :sessions)
                union all
                select 'identity-' || :identity)
            select e.event_id
              from streams cross join lateral (
                   select position, event_id from log.event
                    where stream = streams.stream and position + 0 <= :position
                   offset 0) e
             order by e.position""";
    private static final String FATES = """
            select position, recorded_at, body from log.event
             where stream = any(:streams) and position <= :position""";
    private static final String OWNER =
            "select identity from view.address where id = :address and position <= :position";
    private static final String CLAIMS_SINCE = """
            select position, recorded_at, body from log.event
             where position > (select coalesce(max(position), 0) from view.progress where name = 'address')
               and position <= :position and type = 'identity.AddressClaimed'
             order by position""";

    private final EventDatabase database;
    private final EventCodec codec;
    private final Moments moments;
    private final PoliciesOnRecord policies;
    private final DecodedEvents decoded;

    public Histories(EventDatabase database, EventCodec codec, Moments moments) {
        this.database = database;
        this.codec = codec;
        this.moments = moments;
        this.policies = new PoliciesOnRecord(database, codec);
        this.decoded = new DecodedEvents(database, codec);
    }

    /** What happened to a stream. */
    public List<EventEnvelope> ofStream(String stream, AsOf asOf) {
        return events(sql(STREAM, asOf).param("stream", stream));
    }

    /**
     * What happened to an identity, to the sessions that it was issued, and in the flows that asked for letters to it and
     * could still matter: the newest {@value #SESSIONS_MAX} and {@value #FLOWS_MAX}.
     */
    public List<EventEnvelope> ofIdentity(IdentityId id, AsOf asOf) {
        return decoded.of(sql(OF_IDENTITY, asOf)
                .param("identity", id.value())
                .param("since", moments.positionAt(asOf.at().minus(REACH)))
                .param("flows", FLOWS_MAX)
                .param("sessions", SESSIONS_MAX)
                .query((row, _) -> row.getObject("event_id", UUID.class))
                .list());
    }

    /** Whose an address is, or was; empty when nobody had claimed it. */
    public Optional<IdentityId> owner(AddressId address, AsOf asOf) {
        return sql(OWNER, asOf)
                .param("address", address.value())
                .query(UUID.class)
                .optional()
                .map(IdentityId::new)
                .or(() -> ownerSinceView(address, asOf));
    }

    private Optional<IdentityId> ownerSinceView(AddressId address, AsOf asOf) {
        return events(sql(CLAIMS_SINCE, asOf)).stream()
                .map(envelope -> (AddressClaimed) envelope.event())
                .filter(claimed -> claimed.addressId().equals(address))
                .map(AddressClaimed::identityId)
                .findFirst();
    }

    /** What became of letters, by the event that asked for them; none of those that nothing became of yet. */
    public Map<EventId, EventEnvelope> fates(Collection<EventId> letters, AsOf asOf) {
        var ids = letters.stream().collect(Collectors.toMap(id -> new LetterId(id.value()).stream(), id -> id));
        var fates = events(sql(FATES, asOf).param("streams", ids.keySet().toArray(String[]::new)));
        return fates.stream()
                .collect(Collectors.toMap(
                        fate -> ids.get(fate.stream()),
                        fate -> fate,
                        (one, other) -> one.position() > other.position() ? one : other));
    }

    /** The policy that was in force; empty before the first was. */
    public Optional<PolicyInForce> policy(AsOf asOf) {
        return policies.inForce(asOf.position())
                .map(envelope -> new PolicyInForce(envelope.position(), (PolicyChanged) envelope.event()));
    }

    private StatementSpec sql(String text, AsOf asOf) {
        return database.pool().jdbc().sql(text).param("position", asOf.position());
    }

    private List<EventEnvelope> events(StatementSpec statement) {
        return statement.query((row, _) -> EventRow.read(row, codec)).list();
    }
}
