package io.retrace.query.steps;

import io.retrace.log.EventDatabase;
import io.retrace.log.EventRow;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.budget.Spend;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.RecoveryId;
import io.retrace.query.asof.AsOf;
import io.retrace.query.asof.Moments;
import io.retrace.query.audit.ClientNetwork;
import java.time.Duration;
import java.util.List;

/**
 * Who else spends from the budgets that a flow spends from: flows to the same address, also while nobody has it, and flows
 * from the same network. The audit view says which, as long as the keys of their days live and as far as it has come.
 */
final class Spenders {

    /** A budget's window lasts at most a day; and so much are clocks of nodes apart. */
    private static final Duration REACH = Duration.ofHours(25);

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int FLOWS_MAX = 1_000;
    private static final int OPENED_MAX = 10_000;

    private static final String TO_SAME_ADDRESS = """
            with own as (
                select distinct address from view.audit
                 where stream = :stream and address is not null and position <= :position),
            flows as (
                select l.stream from own join view.audit l on l.address = own.address
                 where l.type = 'recovery.RecoveryEmailRequested' and l.position > :since and l.position <= :position
                 group by l.stream order by max(l.position) desc limit :flows)
            select e.position, e.recorded_at, e.body
              from flows join view.audit a on a.stream = flows.stream join log.event e on e.position = a.position
             where a.position <= :position""";

    private static final String FROM_SAME_NETWORK = """
            with own as (select %s as network from view.audit where position = :opened and client is not null)
            select e.position, e.recorded_at, e.body from (
                select a.position
                  from own join view.audit a on a.client between host(own.network)::inet and host(broadcast(own.network))::inet
                 where a.type = 'recovery.RecoveryInitiated' and a.position > :since and a.position <= :opened
                 order by a.position desc limit :events) opened
              join log.event e on e.position = opened.position""".formatted(ClientNetwork.of("client"));

    private final EventDatabase database;
    private final EventCodec codec;
    private final Moments moments;

    Spenders(EventDatabase database, EventCodec codec, Moments moments) {
        this.database = database;
        this.codec = codec;
        this.moments = moments;
    }

    /** What happened in flows to the same addresses, the newest {@value #FLOWS_MAX} of them; in no order. */
    List<EventEnvelope> toSameAddress(RecoveryId id, AsOf asOf) {
        return database.pool()
                .jdbc()
                .sql(TO_SAME_ADDRESS)
                .param("stream", id.stream())
                .param("since", moments.positionAt(asOf.at().minus(REACH)))
                .param("position", asOf.position())
                .param("flows", FLOWS_MAX)
                .query((row, _) -> EventRow.read(row, codec))
                .list();
    }

    /**
     * What opened flows from the same network until a flow was opened, in the window that this spent from; the newest
     * {@value #OPENED_MAX}, in no order. Nothing where networks have no budget.
     */
    List<EventEnvelope> fromSameNetwork(EventEnvelope opened) {
        return opened.spends().stream()
                .filter(spend -> spend.budget() == BudgetName.INITIATIONS_PER_NETWORK)
                .findFirst()
                .map(spend -> fromSameNetwork(opened, spend))
                .orElse(List.of());
    }

    private List<EventEnvelope> fromSameNetwork(EventEnvelope opened, Spend spend) {
        return database.pool()
                .jdbc()
                .sql(FROM_SAME_NETWORK)
                .param("opened", opened.position())
                .param("since", moments.positionAt(spend.from().minus(SKEW)))
                .param("events", OPENED_MAX)
                .query((row, _) -> EventRow.read(row, codec))
                .list();
    }
}
