package io.retrace.standalone.incident;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.SplittableRandom;

/**
 * What to write. The same seed and week give the same people, times, networks and mistakes; ids, codes and keys are new
 * each time, because Retrace makes those.
 *
 * @param recoveries of honest people; 20 to 200,000
 * @param seed of everything that is left to chance
 * @param monday the first day of the week (UTC), which must be over
 */
public record IncidentPlan(int recoveries, long seed, LocalDate monday) {

    static final Duration WEEK = Duration.ofDays(7);
    private static final int SMALL = 1_000;

    public IncidentPlan {
        if (recoveries < 20 || recoveries > 200_000) {
            throw new IllegalArgumentException("recoveries must be from 20 to 200000, was " + recoveries);
        }
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException("the week must begin on a Monday, was " + monday);
        }
    }

    /** The Monday of the last week that is over. */
    public static LocalDate lastWeek(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(1);
    }

    /** When the accounts are brought in: in the morning before the week. */
    public Instant eve() {
        return begin().minus(Duration.ofHours(18));
    }

    /** How much of the attack there is: all of it, or a quarter in a small week, which is for tests. */
    int attackParts() {
        return recoveries < SMALL ? 1 : 4;
    }

    Instant begin() {
        return monday.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant end() {
        return begin().plus(WEEK);
    }

    /** A time of the week. */
    Instant at(DayOfWeek day, int hour, int minute) {
        return begin().plus(Duration.ofDays(day.getValue() - 1L))
                .plus(Duration.ofHours(hour))
                .plus(Duration.ofMinutes(minute));
    }

    /** Chance for one actor, the same whatever the others do. */
    SplittableRandom chance(String actor, int number) {
        return new SplittableRandom(seed * 31 + actor.hashCode() * 1_000_003L + number);
    }
}
