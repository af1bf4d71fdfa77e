package io.retrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void nothing_said_means_every_part_at_its_own_length() {
        var options = Options.of("--jar=a.jar", "--out=target", "--parts=", "--seconds=", "--warm-up=", "--jfr=");

        assertThat(options.runs("create")).isTrue();
        assertThat(options.measured()).isEmpty();
        assertThat(options.warmUp()).isEmpty();
        assertThat(options.record()).isFalse();
    }

    @Test
    void parts_and_lengths_can_be_chosen() {
        var options = Options.of("--jar=a.jar", "--out=target", "--parts=create, get", "--seconds=5", "--warm-up=0");

        assertThat(options.runs("get")).isTrue();
        assertThat(options.runs("journeys")).isFalse();
        assertThat(options.measured()).contains(Duration.ofSeconds(5));
        assertThat(options.warmUp()).contains(Duration.ZERO);
    }

    @Test
    void a_large_log_is_kept_and_has_ten_million_events_unless_others_are_asked_for() {
        var options = Options.of("--jar=a.jar", "--out=target", "--kept=/data", "--events=");
        var smaller = Options.of("--jar=a.jar", "--out=target", "--kept=/data", "--events=300000");

        assertThat(options.kept()).contains(Path.of("/data"));
        assertThat(options.events()).isEqualTo(10_000_000);
        assertThat(smaller.events()).isEqualTo(300_000);
        assertThat(Options.of("--jar=a.jar", "--out=target", "--kept=").kept()).isEmpty();
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--jar=a.jar", "--out=t", "--what=1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--jar=a.jar", "--out=t", "--seconds=0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--jar=a.jar", "--out=t", "--seconds=1h"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--out=t"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--jar=a.jar", "--out=t", "--events=999"));
    }
}
