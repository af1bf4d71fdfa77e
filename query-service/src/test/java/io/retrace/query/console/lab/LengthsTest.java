package io.retrace.query.console.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LengthsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT1S, 1 s",
        "PT90S, 90 s",
        "PT1M, 1 min",
        "PT15M, 15 min",
        "PT90M, 90 min",
        "PT1H, 1 h",
        "PT24H, 24 h",
        "PT36H, 36 h",
        "PT48H, 2 days",
        "PT9600H, 400 days"
    })
    void what_is_written_is_exact_and_can_be_read(Duration length, String words) {
        assertThat(Lengths.words(length)).isEqualTo(words);
        assertThat(Lengths.read(words)).hasValue(length);
    }

    @ParameterizedTest
    @CsvSource({"10min, PT10M", "1 Hour, PT1H", "'  3 d ', PT72H", "45sec, PT45S"})
    void people_write_it_in_more_than_one_way(String text, Duration length) {
        assertThat(Lengths.read(text)).hasValue(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "h", "1 fortnight", "-1 h", "1.5 h", "999999999 s"})
    void nothing_is_guessed(String text) {
        assertThat(Lengths.read(text)).isEmpty();
    }
}
