package io.retrace.model.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryMethodsTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void a_flow_in_anothers_place_offers_what_that_one_offered() {
        var both = new RecoveryMethods(RecoveryMethod.CODE, List.of(RecoveryMethod.CODE, RecoveryMethod.LINK), DAY);

        assertThat(both.after(RecoveryMethod.LINK)).isEqualTo(RecoveryMethod.LINK);
    }

    @Test
    void it_offers_the_configured_method_where_the_old_one_works_no_longer() {
        assertThat(RecoveryMethods.CODE_ONLY.after(RecoveryMethod.LINK)).isEqualTo(RecoveryMethod.CODE);
    }

    @Test
    void a_link_works_from_a_second_to_a_day() {
        assertThatNoException().isThrownBy(() -> linksFor(SECOND));
        assertThatNoException().isThrownBy(() -> linksFor(DAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linksFor(SECOND.minusNanos(1)))
                .withMessageStartingWith("linkLifetime must be from PT1S to PT24H");
        assertThatIllegalArgumentException().isThrownBy(() -> linksFor(DAY.plusNanos(1)));
    }

    private static RecoveryMethods linksFor(Duration lifetime) {
        return new RecoveryMethods(RecoveryMethod.LINK, List.of(RecoveryMethod.LINK), lifetime);
    }
}
