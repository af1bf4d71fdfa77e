package io.retrace.standalone.incident;

import java.time.Duration;
import java.util.SplittableRandom;

/** When people forget their passwords: by day, most on Mondays, less at the weekend. */
final class Rhythm {

    private static final int[] DAYS = {120, 110, 104, 100, 102, 70, 64};
    private static final int[] HOURS = {
        8, 5, 3, 2, 3, 7, 18, 42, 70, 86, 88, 80, 72, 78, 80, 76, 72, 74, 82, 88, 84, 62, 36, 18
    };
    private static final Duration LAST_START = Duration.ofDays(6).plusHours(20);

    private Rhythm() {}

    /** How long after the week's begin; early enough to end within it. */
    static Duration next(SplittableRandom chance) {
        return fitted(Duration.ofDays(pick(DAYS, chance))
                .plusHours(pick(HOURS, chance))
                .plusMillis(chance.nextInt(3_600_000)));
    }

    /** Two days after that, or in the other days of the week where it is too late for that. */
    static Duration again(Duration first) {
        long days = (first.toDays() + 2) % 7;
        return fitted(first.minusDays(first.toDays()).plusDays(days));
    }

    private static Duration fitted(Duration start) {
        return start.compareTo(LAST_START) > 0 ? start.minusDays(1) : start;
    }

    private static int pick(int[] weights, SplittableRandom chance) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int left = chance.nextInt(sum);
        int index = 0;
        while (left >= weights[index]) {
            left -= weights[index++];
        }
        return index;
    }
}
