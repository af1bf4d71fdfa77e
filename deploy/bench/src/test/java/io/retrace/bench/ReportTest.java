package io.retrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void each_figure_stands_beside_its_aim_and_whether_it_was_met() {
        var figures = List.of(
                new Figure("create", "rate", 4_321.7, "/s", new Aim.AtLeast(4_000)),
                new Figure("mail", "p50", 30.5, "ms", new Aim.AtMost(30)),
                Figure.of("create", "max", 35, "ms"),
                new Figure("create", "failures", 0, "", new Aim.AtMost(0)));

        assertThat(Report.markdown(List.of("two cores", "fsync on"), figures)).isEqualTo("""
                * two cores
                * fsync on

                | part   | figure   |    value |        aim | met |
                | ------ | -------- | -------: | ---------: | --- |
                | create | rate     | 4,322 /s | ≥ 4,000 /s | yes |
                | mail   | p50      | 30.50 ms |    ≤ 30 ms | no  |
                | create | max      | 35.00 ms |            |     |
                | create | failures |        0 |        ≤ 0 | yes |
                """);
    }

    @Test
    void an_aim_is_met_at_its_bound() {
        assertThat(new Aim.AtLeast(4_000).isMetBy(4_000)).isTrue();
        assertThat(new Aim.AtLeast(4_000).isMetBy(3_999.9)).isFalse();
        assertThat(new Aim.AtMost(30).isMetBy(30)).isTrue();
        assertThat(new Aim.AtMost(30).isMetBy(30.1)).isFalse();
    }
}
