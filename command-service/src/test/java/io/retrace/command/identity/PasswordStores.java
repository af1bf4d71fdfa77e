package io.retrace.command.identity;

import io.retrace.log.EventDatabase;
import java.time.Duration;

/** Password stores as tests need them. */
public final class PasswordStores {

    private PasswordStores() {}

    /** One that hashes. */
    public static PasswordStore of(EventDatabase database) {
        return new PasswordStore(database, new HashingQueue(2, 10, Duration.ofSeconds(20)));
    }

    /** One that turns everybody away. */
    public static PasswordStore overloaded(EventDatabase database) {
        return new PasswordStore(database, new HashingQueue(0, 0, Duration.ofMillis(1)));
    }
}
