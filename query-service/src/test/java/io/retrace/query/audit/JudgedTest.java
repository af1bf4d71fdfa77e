package io.retrace.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.OperationEvent.KeyRotated;
import io.retrace.model.event.OperationEvent.LogRestored;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.event.OperationEvent.ProjectionRebuilt;
import io.retrace.model.policy.Policy;
import io.retrace.query.audit.Judged.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators and nodes did, as an auditor reads it. */
class JudgedTest {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void a_policy_reads_as_its_hash() {
        assertThat(Judged.of(new PolicyChanged("c0ffee", Policy.kratos(), AT)))
                .isEqualTo(new Judged(Outcome.NEUTRAL, "policy c0ffee"));
    }

    @Test
    void a_view_reads_as_what_took_whose_place_and_at_what_price() {
        assertThat(Judged.of(new ProjectionRebuilt("audit", 7, 8, 1_200, 1_500, Duration.ofSeconds(75), AT)))
                .isEqualTo(new Judged(
                        Outcome.SUCCESS, "view audit, generation 8 in place of 7, from 1200 events in PT1M15S"));
    }

    @Test
    void a_key_reads_as_its_number_and_file() {
        assertThat(Judged.of(new KeyRotated("claim.keys", 2, List.of(1), AT)))
                .isEqualTo(new Judged(Outcome.NEUTRAL, "key 2 of claim.keys makes what is new"));
    }

    @Test
    void a_restored_log_reads_as_where_the_backup_ends_and_what_begins() {
        assertThat(Judged.of(new LogRestored(1, 28_000_000, 1_500, AT)))
                .isEqualTo(new Judged(
                        Outcome.NEUTRAL,
                        "back from a backup that ends at position 1500, incarnation 28000000 in place of 1"));
    }
}
