package io.retrace.query.feed;

import static io.retrace.query.feed.ViewLog.flow;
import static io.retrace.query.feed.ViewLog.initiated;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.log.OperationLog;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.OperationEvent.ProjectionRebuilt;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That a view was built anew stands in the log when, and only when, it was. */
class RebuildOnRecordTest {

    private static final int EVENTS = 5;
    private static final int BATCH = 2;

    private final ViewLog log = new ViewLog();
    private final Progress progress = new Progress("audit", log.views());
    private final Positions positions = new Positions(log.views());
    private final OperationLog operations = new OperationLog(log.views().pool(), new EventCodec(), "retrace 9");
    private final Rebuild rebuild = new Rebuild(
            positions,
            log.feed(),
            progress,
            new Semaphore(1),
            rebuilt -> operations.append(rebuilt.event(ViewLog.NOON)),
            BATCH);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void the_event_comes_behind_everything_that_the_generation_was_built_from() {
        begin();

        while (rebuild.take().isZero()) {
            assertThat(log.feed().head().position()).isLessThanOrEqualTo(EVENTS + 1);
        }

        assertThat(onRecord()).singleElement().satisfies(envelope -> {
            assertThat(envelope.position()).isEqualTo(EVENTS + 1);
            assertThat(envelope.event()).isInstanceOfSatisfying(ProjectionRebuilt.class, rebuilt -> {
                assertThat(rebuilt.took()).isPositive();
                assertThat(rebuilt)
                        .isEqualTo(new ProjectionRebuilt("audit", 1, 2, EVENTS, EVENTS, rebuilt.took(), ViewLog.NOON));
            });
        });
        assertThat(progress.status(false, false).serving()).isEqualTo(new Generation(2, EVENTS, 1));
    }

    @Test
    void a_switch_that_a_reader_holds_up_is_not_on_record_and_the_one_that_succeeds_is_once() throws SQLException {
        begin();
        rebuild.take();
        rebuild.take();
        try (var reader = log.views().pool().source().getConnection();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("lock table view.audit in access share mode");

            assertThat(rebuild.take()).isPositive();

            assertThat(onRecord()).isEmpty();
            reader.rollback();
        }
        while (rebuild.take().isZero()) {
            assertThat(onRecord()).hasSize(1);
        }
        assertThat(onRecord()).hasSize(1);
    }

    private void begin() {
        for (int i = 0; i < EVENTS; i++) {
            log.append(initiated(flow()));
        }
        new Following(positions, log.feed(), progress).take();
        progress.beginNext();
    }

    private List<EventEnvelope> onRecord() {
        return log.all().stream()
                .filter(envelope -> envelope.event() instanceof ProjectionRebuilt)
                .toList();
    }
}
