package io.retrace.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Deals the identities out among workers, so that never two journeys are on one address at once. */
final class Shares {

    private Shares() {}

    /** Who travels, with some of the addresses. */
    @FunctionalInterface
    interface Traveller {
        Load.Worker with(List<String> addresses, Setting setting);
    }

    static Load.Hiring of(int workers, Setting setting) throws IOException {
        return of(workers, setting, Journey::new);
    }

    static Load.Hiring of(int workers, Setting setting, Traveller traveller) throws IOException {
        var addresses = setting.addresses();
        return number -> traveller.with(
                IntStream.range(0, addresses.size())
                        .filter(i -> i % workers == number)
                        .mapToObj(addresses::get)
                        .toList(),
                setting);
    }
}
