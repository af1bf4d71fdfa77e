package io.retrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlikePartTest {

    @Test
    void the_effect_is_half_where_nothing_tells_and_one_or_nothing_where_all_does() {
        assertThat(AlikePart.longer(new long[] {1, 2, 3}, new long[] {1, 2, 3})).isEqualTo(0.5);
        assertThat(AlikePart.longer(new long[] {4, 5}, new long[] {1, 2, 3})).isEqualTo(1);
        assertThat(AlikePart.longer(new long[] {1}, new long[] {2, 3})).isZero();
    }
}
