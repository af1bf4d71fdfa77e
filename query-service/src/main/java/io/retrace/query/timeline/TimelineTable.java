package io.retrace.query.timeline;

import io.retrace.log.EventDatabase;
import io.retrace.log.EventRow;
import io.retrace.log.LogTimes;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryId;
import io.retrace.wire.http.ClientAddress.Network;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The entries of timelines: the audit view says which events, the log what they are. */
final class TimelineTable {

    private static final String EVENTS = """
            select e.position, e.recorded_at, e.body from (
                select position from (%s) found
                 where position > :after and position <= :until
                 order by position limit :limit) page
              join log.event e on e.position = page.position
             order by e.position""";

    /** What was done in a settings flow that a recovery opened belongs to it. */
    private static final String OF_FLOW = EVENTS.formatted("""
            select position from view.audit where correlation = :stream
            union
            select position from view.audit where stream = :stream
            union
            select position from view.audit
             where correlation in (select stream from view.audit
                                    where correlation = :stream and stream like 'settings-%')""");

    private static final String OF_IDENTITY = EVENTS.formatted("""
            select position from view.audit where identity = :identity
            union
            select position from view.audit
             where correlation in (select correlation from view.audit
                                    where identity = :identity
                                      and type in ('recovery.RecoveryEmailRequested', 'recovery.RecoveryCompleted'))""");

    /**
     * By whoever had the address under this id, and by the address itself as long as its key lives: also under other ids,
     * and while nobody had it.
     */
    private static final String OF_ADDRESS = EVENTS.formatted("""
            with claim as (select v.identity, a.address
                             from view.address v left join view.audit a on a.position = v.position where v.id = :address),
            about as (
                select a.position, a.type, a.correlation from view.audit a join claim on a.address = claim.address
                union
                select a.position, a.type, a.correlation
                  from view.audit a join claim on a.identity = claim.identity
                  join log.event e on e.position = a.position
                 where a.type in ('identity.AddressClaimed', 'identity.AddressReleased', 'identity.AddressVerified',
                                  'recovery.RecoveryEmailRequested')
                   and convert_from(e.body, 'UTF8')::json #>> '{data,address_id}' = :address::text)
            select position from about
            union
            select position from view.audit
             where correlation in (select correlation from about where type = 'recovery.RecoveryEmailRequested')""");

    private static final String OF_NETWORK =
            EVENTS.formatted("select position from view.audit where client <<= :network::inet");

    private static final String OF_MAC = EVENTS.formatted("""
            with about as (select position, type, correlation from view.audit where address = :mac)
            select position from about
            union
            select position from view.audit
             where correlation in (select correlation from about where type = 'recovery.RecoveryEmailRequested')""");

    private static final String NETWORKS = """
            select position, network(set_masklen(client, case family(client) when 4 then 24 else 64 end))::text as network
              from view.audit where position = any(:positions) and client is not null""";

    private static final String POSITIONS = "select event_id, position from log.event where event_id = any(:ids)";

    private final EventDatabase database;
    private final EventCodec codec;
    private final LogTimes times;

    TimelineTable(EventDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
        this.times = new LogTimes(database);
    }

    List<EventEnvelope> ofFlow(RecoveryId id, Page page) {
        return events(sql(OF_FLOW, page).param("stream", id.stream()));
    }

    List<EventEnvelope> ofIdentity(IdentityId id, Page page) {
        return events(sql(OF_IDENTITY, page).param("identity", id.value()));
    }

    List<EventEnvelope> ofAddress(AddressId id, Page page) {
        return events(sql(OF_ADDRESS, page).param("address", id.value()));
    }

    List<EventEnvelope> ofNetwork(Network network, Page page) {
        return events(sql(OF_NETWORK, page).param("network", network.toString()));
    }

    /** By the MAC that an address is searched by. */
    List<EventEnvelope> ofMac(UUID mac, Page page) {
        return events(sql(OF_MAC, page).param("mac", mac));
    }

    /** The /24 or /64 that whoever asked was in, by position, as long as the view knows it. */
    Map<Long, String> networks(Collection<Long> positions) {
        var networks = new HashMap<Long, String>();
        database.pool()
                .jdbc()
                .sql(NETWORKS)
                .param("positions", positions.toArray(Long[]::new))
                .query(row -> {
                    networks.put(row.getLong("position"), row.getString("network"));
                });
        return networks;
    }

    /** Where the log has events. */
    Map<EventId, Long> positions(Collection<EventId> ids) {
        var positions = new HashMap<EventId, Long>();
        database.pool()
                .jdbc()
                .sql(POSITIONS)
                .param("ids", ids.stream().map(EventId::value).toArray(UUID[]::new))
                .query(row -> {
                    positions.put(new EventId(row.getObject("event_id", UUID.class)), row.getLong("position"));
                });
        return positions;
    }

    /** When an event was recorded. */
    Optional<Instant> recordedAt(long position) {
        return times.recordedAt(position);
    }

    /** One more than fit on the page, which tells whether there is another page. */
    private StatementSpec sql(String text, Page page) {
        return database.pool()
                .jdbc()
                .sql(text)
                .param("after", page.after())
                .param("until", page.until().position())
                .param("limit", page.limit() + 1);
    }

    private List<EventEnvelope> events(StatementSpec statement) {
        return statement.query((row, _) -> EventRow.read(row, codec)).list();
    }
}
