package io.retrace.log;

import static io.retrace.log.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.OperationEvent;
import io.retrace.model.event.OperationEvent.KeyRotated;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.policy.Policy;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As the role that may append nothing else. */
class OperationLogTest {

    private static final String DAY = "operation-2026-11-22";
    private static final int NODES = 4;
    private static final int EACH = 5;

    private final TestLog test = TestLog.create();
    private final Pool query = test.querySide().pool();
    private final EventCodec codec = new EventCodec();
    private final OperationLog operations = new OperationLog(query, codec, "retrace 9");

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void what_was_done_is_in_the_stream_of_its_day_and_names_the_policy_in_force() {
        assertThat(operations.policy()).isEqualTo("none");

        operations.append(rotated(1));
        operations.append(new PolicyChanged("hash", Policy.kratos(), NOON));
        operations.append(rotated(2));

        assertThat(record())
                .extracting(EventEnvelope::event)
                .containsExactly(rotated(1), new PolicyChanged("hash", Policy.kratos(), NOON), rotated(2));
        assertThat(record()).extracting(e -> e.origin().policyHash()).containsExactly("none", "hash", "hash");
        assertThat(record()).allSatisfy(envelope -> {
            assertThat(envelope.origin().actor()).isEqualTo("system");
            assertThat(envelope.origin().correlationId()).isEqualTo(DAY);
            assertThat(envelope.recordedAt()).isAfterOrEqualTo(NOON);
        });
    }

    @Test
    void it_is_done_with_the_callers_transaction_and_as_durably_as_any_append() {
        query.transactions().executeWithoutResult(status -> {
            query.jdbc().sql("set local synchronous_commit = off").update();
            operations.append(rotated(1));
            assertThat(query.jdbc()
                            .sql("show synchronous_commit")
                            .query(String.class)
                            .single())
                    .isEqualTo("on");
            status.setRollbackOnly();
        });
        assertThat(record()).isEmpty();

        query.transactions().executeWithoutResult(_ -> operations.append(rotated(2)));
        assertThat(record()).extracting(EventEnvelope::event).containsExactly(rotated(2));
    }

    @Test
    void nodes_that_append_at_once_all_do_and_none_twice() throws Exception {
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = nodes.invokeAll(IntStream.range(0, NODES)
                    .<Callable<Integer>>mapToObj(node -> () -> appendEach(node))
                    .toList());
            for (var node : done) {
                assertThat(node.get()).isEqualTo(EACH);
            }
        }

        assertThat(record()).extracting(EventEnvelope::sequence).hasSize(NODES * EACH);
        assertThat(record())
                .extracting(EventEnvelope::event)
                .extracting(Event.class::cast)
                .doesNotHaveDuplicates();
    }

    private int appendEach(int node) {
        for (int i = 0; i < EACH; i++) {
            operations.append(rotated(node * EACH + i));
        }
        return EACH;
    }

    @Test
    void what_another_node_has_put_on_record_meanwhile_is_not_there_twice() {
        operations.ensure(rotated(1), () -> true);
        assertThat(record()).isEmpty();

        operations.ensure(rotated(1), () -> false);
        assertThat(record()).hasSize(1);
    }

    @Test
    void an_event_of_another_lifecycle_is_refused_however_it_is_dressed_up() {
        var type =
                "{\"id\":\"019ca947-0000-7000-8000-000000000001\",\"sequence\":0,\"stream\":\"operation-x\",\"type\":"
                        + "\"recovery.CodeAccepted\"}";
        assertThatThrownBy(() -> query.jdbc()
                        .sql("select log.append_operation(now(), convert_to(:body, 'UTF8'))")
                        .param("body", type)
                        .query(String.class)
                        .single())
                .rootCause()
                .hasMessageContaining("no event of the operation lifecycle");
    }

    private static OperationEvent rotated(int key) {
        return new KeyRotated("claim.keys", key, List.of(), NOON);
    }

    private List<EventEnvelope> record() {
        return new StreamReader(test.querySide(), codec).read(DAY, 0);
    }
}
