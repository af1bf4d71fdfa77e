package io.retrace.bench;

import java.io.IOException;
import java.util.stream.IntStream;

/** Deals the identities out among workers, so that never two journeys are on one address at once. */
final class Shares {

    private Shares() {}

    static Load.Hiring of(int workers, Setting setting) throws IOException {
        var addresses = setting.addresses();
        return number -> new Journey(
                IntStream.range(0, addresses.size())
                        .filter(i -> i % workers == number)
                        .mapToObj(addresses::get)
                        .toList(),
                setting);
    }
}
