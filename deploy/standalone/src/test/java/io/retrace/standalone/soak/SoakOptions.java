package io.retrace.standalone.soak;

import java.security.SecureRandom;

/**
 * How long to soak: little by default, for {@code make test}; {@code make soak} asks for more.
 *
 * @param rounds how often Retrace is killed; 1 to 1,000
 * @param requests how many hostile requests it gets; 1 to 10,000,000
 * @param seed of all chance; drawn anew unless given, so print it
 */
record SoakOptions(int rounds, int requests, long seed) {

    private static final int ROUNDS = 2;
    private static final int REQUESTS = 3_000;

    static SoakOptions read() {
        return new SoakOptions(
                (int) number("soak.rounds", ROUNDS, 1_000),
                (int) number("soak.requests", REQUESTS, 10_000_000),
                number("soak.seed", new SecureRandom().nextInt(1, Integer.MAX_VALUE), Long.MAX_VALUE));
    }

    private static long number(String key, long otherwise, long most) {
        var given = System.getProperty(key, "");
        long number = given.isBlank() ? otherwise : Long.parseLong(given);
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(key + " must be from 1 to " + most + ", was " + number);
        }
        return number;
    }
}
