package io.retrace.command.identity;

import io.retrace.log.Chore;
import io.retrace.log.EventDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Deletes password hashes that are nobody's password: superseded, never made current, or of a deleted identity. Which
 * these are, and that one node at a time looks, is the database's to say; the role of this service can delete no other.
 * A turn looks at so many rows and the next goes on behind them, so it costs the same however many there are.
 */
final class PasswordRetention implements AutoCloseable {

    private static final int ROWS_A_TURN = 1_000;
    private static final Duration EACH = Duration.ofMinutes(1);
    private static final UUID START = new UUID(0, 0);
    private static final String FORGET = "select looked_at, forgotten from log.forget_passwords(:after, :rows)";

    private final EventDatabase database;
    private final Chore chore;
    private UUID after = START;

    /** Starts to look, from the first row on. */
    PasswordRetention(EventDatabase database) {
        this.database = database;
        this.chore = new Chore("password-retention", EACH, this::takeTurn);
    }

    private void takeTurn() {
        after = forget(database, after, ROWS_A_TURN).map(Turn::lookedAt).orElse(START);
    }

    /**
     * One turn.
     *
     * @param lookedAt the last row that was looked at
     * @param forgotten how many were deleted
     */
    record Turn(UUID lookedAt, long forgotten) {}

    /** Looks at rows behind one; empty when there are none, or another node looks. */
    static Optional<Turn> forget(EventDatabase database, UUID after, int rows) {
        return database.pool()
                .jdbc()
                .sql(FORGET)
                .param("after", after)
                .param("rows", rows)
                .query((row, _) -> new Turn(row.getObject("looked_at", UUID.class), row.getLong("forgotten")))
                .optional();
    }

    @Override
    public void close() {
        chore.close();
    }
}
