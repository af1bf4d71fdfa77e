package io.retrace.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.query.feed.ViewLog;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one filter alone finds is found by an index, as PostgreSQL plans it by itself. */
class SearchIndexTest {

    private static final int ROWS = 30_000;
    private static final Set<String> KNOWN = AuditQueries.names(AuditQueries.FILTER, AuditQueries.RANGE);
    private static final ViewLog LOG = new ViewLog();

    /** 3,000 people in 6,000 recoveries of five events each, from 10,000 addresses; what is rare is one in 3,000. */
    @BeforeAll
    static void fill() {
        LOG.execute("""
                insert into view.audit (position, recorded_at, stream, correlation, type, outcome, actor, identity, session,
                                        address, client, agent, trace)
                select n, now() - interval '1 hour' + n * interval '1 ms',
                       'recovery-' || md5((n / 5)::text)::uuid, 'recovery-' || md5((n / 5)::text)::uuid,
                       case when n % 3000 = 7 then 'recovery.RecoveryLocked' else 'recovery.CodeRejected' end,
                       case when n % 3000 = 7 then 'failure' else 'neutral' end,
                       case when n % 3000 = 7 then 'operator' else 'anonymous' end,
                       case when n % 5 = 1 then md5('i' || n % 3000)::uuid end,
                       case when n % 5 = 4 then md5('s' || n)::uuid end,
                       case when n % 5 = 1 then md5('a' || n % 3000)::uuid end,
                       '10.0.0.0'::inet + n % 10000,
                       case when n % 3000 = 7 then 'rare' else 'firefox' end, md5('t' || n)::uuid
                  from generate_series(1, 30000) n""");
        LOG.execute("""
                insert into log.event (position, recorded_at, event_id, stream, sequence, type, body)
                select position, recorded_at, gen_random_uuid(), stream, position, type, ''
                  from view.audit""");
        LOG.execute("vacuum analyze view.audit");
        LOG.execute("vacuum analyze log.event");
    }

    @AfterAll
    static void stop() {
        LOG.close();
    }

    @ParameterizedTest
    @CsvSource({
        "identity=26dd3c9e-4a12-4f2c-8e7c-5d7b1a3f0001, audit_identity",
        "address=jane@example.org, audit_address",
        "flow=26dd3c9e-4a12-4f2c-8e7c-5d7b1a3f0001, audit_correlation",
        "flow=26dd3c9e-4a12-4f2c-8e7c-5d7b1a3f0001, audit_stream",
        "session=26dd3c9e-4a12-4f2c-8e7c-5d7b1a3f0001, audit_session",
        "client=10.0.3.7, audit_client",
        "client=10.0.3.0/26, audit_client",
        "agent=rare, audit_agent",
        "type=recovery.RecoveryLocked, audit_type",
        "outcome=failure, audit_outcome",
        "actor=operator, audit_actor",
        "trace=0af7651916cd43dd8448eb211c80319c, audit_trace",
        "from_position=20000, audit_pkey",
    })
    void a_filter_alone_is_answered_by_its_index(String asked, String index) {
        var plan = plan(asked);

        assertThat(plan).as(plan).contains(index).doesNotContain("Seq Scan");
    }

    @ParameterizedTest
    @CsvSource({"agent=firefox", "outcome=neutral", "type=recovery.CodeRejected", "actor=anonymous", "client=0.0.0.0/0"
    })
    void what_is_frequent_is_not_sorted_as_a_whole(String asked) {
        var plan = plan(asked);

        assertThat(plan).as(plan).doesNotContain("Seq Scan").doesNotContain("Sort");
    }

    private static String plan(String asked) {
        var queries = new AuditQueries(new AddressMacs(LOG.side().searchKeys()));
        var parameters = Parameters.ofQuery(asked, KNOWN);
        var filter = queries.filter(parameters);
        long first = queries.range(parameters) instanceof Range.Positions range
                ? range.from().orElse(1L)
                : 1;
        var conditions = Conditions.of(filter, new Span(first, ROWS));
        return String.join(
                "\n",
                LOG.side()
                        .database()
                        .pool()
                        .jdbc()
                        .sql("explain " + SearchTable.pageSql(conditions, true))
                        .params(conditions.parameters())
                        .param("limit", 101)
                        .query(String.class)
                        .list());
    }
}
