package io.retrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void only_what_ends_within_the_window_counts() {
        var window = new Window();
        var recorder = new Recorder(window);

        recorder.took("step", System.nanoTime(), System.nanoTime());
        recorder.failed("too early");
        window.open();
        long from = System.nanoTime();
        recorder.took("step", from, from + 3_000_000);
        recorder.failed("in time");
        window.close();
        recorder.took("step", System.nanoTime(), System.nanoTime());
        recorder.failed("too late");

        assertThat(recorder.times("step").getTotalCount()).isEqualTo(1);
        assertThat(recorder.times("step").getMaxValue()).isBetween(2_995L, 3_005L);
        assertThat(recorder.failures()).isEqualTo(Map.of("in time", 1L));
    }

    @Test
    void all_workers_count_together_and_trouble_stops_none_of_them() throws IOException, InterruptedException {
        var load = new Load(3, Duration.ZERO, Duration.ofMillis(500));

        var seen = load.run(LoadTest::worker, new Silent()).seen();

        assertThat(seen.failures().get("IOException: no answer")).isGreaterThan(1);
        assertThat(seen.times("worker 1").getTotalCount()).isPositive();
        assertThat(seen.times("worker 2").getTotalCount()).isPositive();
    }

    private static Load.Worker worker(int number) {
        return new Load.Worker() {

            @Override
            public void work(Recorder recorder) throws IOException, InterruptedException {
                if (number == 0) {
                    throw new IOException("no answer");
                }
                long from = System.nanoTime();
                Thread.onSpinWait();
                recorder.took("worker " + number, from, System.nanoTime());
            }

            @Override
            public void close() {}
        };
    }

    private static final class Silent implements Load.Witness {

        @Override
        public void opens() {}

        @Override
        public void closes() {}
    }
}
