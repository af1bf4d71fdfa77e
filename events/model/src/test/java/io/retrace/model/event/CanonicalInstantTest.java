package io.retrace.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalInstantTest {

    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @Test
    void everyInstantIsReadAsItWasWritten() {
        var random = RandomGenerator.of("L64X128MixRandom");
        int[] steps = {1, 1_000, 1_000_000, 100_000_000, 1_000_000_000};
        for (int i = 0; i < 20_000; i++) {
            int step = steps[i % steps.length];
            var instant = Instant.ofEpochSecond(
                    random.nextLong(FIRST, LAST), random.nextInt(1_000_000_000 / step) * (long) step);

            assertThat(CanonicalInstant.parse(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-14T00:07:35Z",
                "2026-11-14T00:07:35.8Z",
                "2026-11-14T00:07:35.80Z",
                "2026-11-14T00:07:35.123456789Z",
                "2024-02-29T23:59:59.999Z",
                "2026-11-14T01:07:35+01:00",
                "2026-11-14t00:07:35z",
                "2016-12-31T23:59:60Z",
                "2026-11-14T24:00:00Z",
                "+12026-11-14T00:07:35Z",
                "-0001-11-14T00:07:35Z",
            })
    void whatTheGeneralParserTakesMeansTheSameHere(String text) {
        assertThat(CanonicalInstant.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-14",
                "2026-11-14T00:07Z ",
                "2026-11-14T00:07:35",
                "2026-11-14T00:07:35,8Z",
                "2026-11-14T00:07:35.1234567890Z",
                "2026-11-14T00:07:35.12x4Z",
                "2026-13-14T00:07:35Z",
                "2026-02-29T00:07:35Z",
                "2026-11-14T25:07:35Z",
                "2026-11-14T00:60:35Z",
                "2026-11-14T00:07:61Z",
                "2026-11-14 00:07:35Z",
                "2026-11-1\u0664T00:07:35Z",
            })
    void whatIsNoInstantIsRefused(String text) {
        assertThatThrownBy(() -> CanonicalInstant.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-00-00T00:00:00Z",
                "9999-99-99T23:59:59Z",
                "2026-11-14T00:07:35.1Z",
                "2026-11-14T19:09:09.09Z",
                "2026-11-14T20:50:50.999Z",
                "2026-11-14T00:07:35.0123456Z",
                "2026-11-14T00:07:35.987654321Z",
            })
    void aPlainSpellingIsPlainAndNothingElseIs(String plain) {
        assertThat(CanonicalInstant.isPlain(plain)).isTrue();
        for (int i = 0; i < plain.length(); i++) {
            for (var other : List.of("/", ":", "x", "\u0664")) {
                var changed = plain.substring(0, i) + other + plain.substring(i + 1);
                if (!changed.equals(plain)) {
                    assertThat(CanonicalInstant.isPlain(changed)).as(changed).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-14T24:00:00Z",
                "2026-11-14T23:60:00Z",
                "2026-11-14T23:59:60Z",
                "2026-11-14T23:59:59.Z",
                "2026-11-14T23:59:59.1234567890Z",
                "2026-11-14T23:59:59.12345678901Z",
                "2026-11-14T23:59:591Z",
                "2026-11-14T23:59:59ZZ",
                "2026-11-14T23:59:5Z",
            })
    void aSpellingWithOneStepTooMuchIsNotPlain(String text) {
        assertThat(CanonicalInstant.isPlain(text)).isFalse();
    }
}
