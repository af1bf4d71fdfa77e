package io.retrace.query.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GroupReadTest {

    private final List<Set<Integer>> lookUps = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);

    @Test
    void those_who_wait_share_the_next_look_up_and_each_gets_its_own() {
        try (var reads = new GroupRead<>("test", this::lookUp, "absent")) {
            var first = ask(() -> reads.of(1));
            await().until(() -> lookUps.size() == 1);
            var second = ask(() -> reads.of(2));
            var third = ask(() -> reads.of(3));
            await().until(() -> reads.waiting() == 2);

            open.countDown();

            assertThat(List.of(first.join(), second.join(), third.join())).containsExactly("1", "2", "absent");
            assertThat(lookUps).containsExactly(Set.of(1), Set.of(2, 3));
        }
    }

    @Test
    void a_look_up_that_fails_says_so_and_the_next_one_is_made() {
        open.countDown();
        try (var reads = new GroupRead<>("test", this::lookUp, "absent")) {
            assertThatIllegalStateException().isThrownBy(() -> reads.of(13)).withMessage("13");
            assertThat(reads.of(1)).isEqualTo("1");
        }
    }

    /** Finds numbers but 3, and fails at 13. */
    private Map<Integer, String> lookUp(Set<Integer> numbers) {
        lookUps.add(numbers);
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var found = new HashMap<Integer, String>();
        for (int number : numbers) {
            if (number == 13) {
                throw new IllegalStateException("13");
            }
            if (number != 3) {
                found.put(number, String.valueOf(number));
            }
        }
        return found;
    }

    private static CompletableFuture<String> ask(Supplier<String> question) {
        return CompletableFuture.supplyAsync(question, Thread::startVirtualThread);
    }
}
