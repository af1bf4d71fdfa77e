package io.retrace.query.flow;

import static io.retrace.query.feed.ViewLog.NOON;
import static io.retrace.query.feed.ViewLog.flow;
import static io.retrace.query.feed.ViewLog.initiated;
import static io.retrace.query.feed.ViewLog.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewLog;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FlowProjectionTest {

    private static final ViewLog LOG = new ViewLog();
    private static final FlowTable<RecoveryDocument> TABLE =
            new FlowConfiguration().recoveryFlows(LOG.views(), LOG.side());
    private static final Projection PROJECTION = new FlowConfiguration().recoveryFlowProjection(TABLE, LOG.side());

    @BeforeEach
    void forget() {
        LOG.execute("truncate view.recovery_flow");
    }

    @AfterAll
    static void stop() {
        LOG.close();
    }

    @Test
    void batches_of_any_size_give_the_same_rows() {
        var flows = IntStream.range(0, 5).mapToObj(_ -> flow()).toList();
        flows.forEach(flow -> LOG.append(initiated(flow)));
        for (int round = 1; round <= 4; round++) {
            for (var flow : flows) {
                LOG.append(saying(flow, round % 2 == 0 ? 4010005 : 4060006));
            }
        }
        applyInBatchesOf(1);
        var oneByOne = rows();

        assertThat(oneByOne).hasSizeGreaterThanOrEqualTo(5);
        for (int size : new int[] {2, 3, 7, 1_000}) {
            forget();
            applyInBatchesOf(size);
            assertThat(rows()).as("batches of %s", size).isEqualTo(oneByOne);
        }
    }

    @Test
    void the_same_batch_once_more_changes_nothing() {
        var flow = flow();
        LOG.append(initiated(flow));
        LOG.append(saying(flow, 4010005));
        applyInBatchesOf(1_000);
        var once = rows();

        applyInBatchesOf(1_000);

        assertThat(rows()).isEqualTo(once);
    }

    @Test
    void a_flow_that_no_row_knows_is_read_from_its_stream() {
        var flow = flow();
        LOG.append(initiated(flow));

        assertThat(TABLE.read(flow.value())).contains(RecoveryDocument.of(initiated(flow)));
    }

    @Test
    @Tag("row-242")
    void what_was_appended_after_the_row_is_in_the_document() {
        var flow = flow();
        LOG.append(initiated(flow));
        LOG.append(refused(flow, NOON.plusSeconds(1)));
        applyInBatchesOf(1_000);
        LOG.append(saying(flow, 4060006));
        LOG.append(saying(flow, 4010005));

        var document = TABLE.read(flow.value()).orElseThrow();

        assertThat(document.notices()).containsExactly(Notice.of(4010005));
        applyInBatchesOf(1_000);
        assertThat(TABLE.read(flow.value())).contains(document);
    }

    @Test
    @Tag("row-242")
    void a_flow_that_does_not_exist_is_not_there() {
        assertThat(TABLE.read(flow().value())).isEmpty();
    }

    private static RecoveryRefused saying(RecoveryId flow, int message) {
        return new RecoveryRefused(
                flow, Refusal.NO_STRATEGY, List.of(Notice.of(message)), NOON.plusSeconds(message % 100));
    }

    private static void applyInBatchesOf(int size) {
        LOG.applyTo(PROJECTION, size);
    }

    private static List<String> rows() {
        return LOG.views()
                .pool()
                .jdbc()
                .sql(
                        "select id || ' ' || sequence || ' ' || encode(document, 'hex') from view.recovery_flow order by id")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
