package io.retrace.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.command.http.Given;
import io.retrace.model.policy.Policy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What decides when nobody configures a limit, by profile. */
class PoliciesTest {

    @Test
    void without_a_profile_the_limits_are_the_peers() {
        assertThat(policy(Map.of())).isEqualTo(Policy.kratos());
        assertThat(policy(Map.of("retrace.profile", "kratos"))).isEqualTo(Policy.kratos());
    }

    @Test
    void under_asvs_l2_a_code_works_for_ten_minutes_and_little_may_be_spent() {
        assertThat(policy(Map.of("retrace.profile", "asvs-l2"))).isEqualTo(Policy.asvsL2());
    }

    @Test
    void what_is_configured_goes_before_the_profile() {
        var policy = policy(Map.of(
                "retrace.profile", "asvs-l2",
                "retrace.selfservice.methods.code.config.lifespan", "3m",
                "retrace.budgets.codes_per_identity.limit", "7"));

        assertThat(policy.codeLifetime()).isEqualTo(Duration.ofMinutes(3));
        assertThat(policy.spending().codesPerIdentity().limit()).isEqualTo(7);
        assertThat(policy.spending().codesPerAddress())
                .isEqualTo(Policy.asvsL2().spending().codesPerAddress());
    }

    private static Policy policy(Map<String, String> configured) {
        return Policies.of(Given.settings(configured));
    }
}
