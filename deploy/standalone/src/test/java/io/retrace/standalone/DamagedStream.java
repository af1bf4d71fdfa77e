package io.retrace.standalone;

import io.retrace.standalone.postgres.PostgresAccess;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.NullMarked;

/** A stream of the log that nobody can read, as after a fault of the disk; {@link #close} mends it. */
@NullMarked
final class DamagedStream implements AutoCloseable {

    /** Turns the bits of each event's first byte over; once more, and all is as it was. */
    private static final String TURN_OVER =
            "update log.event set body = set_byte(body, 0, 255 - get_byte(body, 0)) where stream = ?";

    private final StandaloneFixture retrace;
    private final String stream;

    private DamagedStream(StandaloneFixture retrace, String stream) {
        this.retrace = retrace;
        this.stream = stream;
    }

    /** Damages it, once all who follow the log have read it. */
    static DamagedStream of(StandaloneFixture retrace, String stream) {
        retrace.awaitZero("retrace_relay_lag", "retrace_projection_lag");
        var damaged = new DamagedStream(retrace, stream);
        damaged.turnOver();
        return damaged;
    }

    @Override
    public void close() {
        turnOver();
    }

    private void turnOver() {
        try (var postgres = PostgresAccess.open(retrace.data())) {
            var login = Logins.superuser(postgres);
            try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                    var update = connection.prepareStatement(TURN_OVER)) {
                update.setString(1, stream);
                if (update.executeUpdate() == 0) {
                    throw new IllegalStateException("there is no stream " + stream);
                }
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("a stream cannot be damaged", e);
        }
    }
}
