package io.retrace.courier;

import io.retrace.courier.delivery.DeliveryQueue;
import io.retrace.courier.key.CourierKeyRotation;
import io.retrace.log.DatabaseSettings;
import io.retrace.log.Pool;
import java.time.Instant;
import java.util.Objects;

/**
 * A courier whose database was restored from a backup. Nobody knows which of its letters went out since, so none goes out
 * (again): those that wait are given up, and the private keys, which belong into no backup, are destroyed, so that no
 * letter that was asked for before can be opened. Whoever waits for one asks again.
 */
public final class RestoredCourier {

    private static final String NEW_LIFE = "update courier.life set began_at = now()";

    private final DatabaseSettings owner;

    public RestoredCourier(DatabaseSettings owner) {
        this.owner = owner;
    }

    /**
     * Gives up what waits.
     *
     * @return how many letters that were
     */
    public int giveUp(Instant now) {
        try (var pool = Pool.open("after-restore", owner)) {
            return Objects.requireNonNull(pool.transactions().execute(_ -> {
                var database = new CourierDatabase(pool);
                pool.jdbc().sql(NEW_LIFE).update();
                CourierKeyRotation.destroyAll(database);
                return new DeliveryQueue(database).giveUpWaiting(now);
            }));
        }
    }
}
