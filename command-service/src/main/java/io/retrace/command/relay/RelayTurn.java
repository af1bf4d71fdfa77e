package io.retrace.command.relay;

import com.zaxxer.hikari.HikariDataSource;
import io.retrace.log.EventDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One node's turn to relay: an advisory lock, held as long as its connection lives. The token is stored over the same
 * connection, so that a node that lost the lock cannot move it.
 */
final class RelayTurn implements AutoCloseable {

    private static final String TRY_LOCK = "select pg_try_advisory_lock(" + EventDatabase.RELAY_LOCK + ")";
    /** A stored token that a crash of the database takes back costs a repetition, not an event. */
    private static final String NEED_NOT_WAIT_FOR_DISK = "set synchronous_commit = off";

    /** The database lets go of the lock of a node that lost its power or its network within half a minute. */
    private static final String NOTICE_A_DEAD_NODE =
            "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";

    private static final String BEGIN_AT_0 = """
            insert into log.follower (name, position, incarnation)
            select 'relay', 0, h.incarnation from log.event_head h
            on conflict (name) do nothing""";
    private static final String FIND = """
            select f.position, f.incarnation, h.position, h.incarnation
              from log.follower f cross join log.event_head h
             where f.name = 'relay'""";
    private static final String POSITION = "select position from log.event where event_id = ?";
    private static final String STORE = "update log.follower set position = ? where name = 'relay' and incarnation = ?";
    private static final int ANSWER_WITHIN_SECONDS = 5;

    private final HikariDataSource source;
    private final Connection connection;

    private RelayTurn(HikariDataSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    /**
     * Where the relay stands.
     *
     * @param position of the last event that is on Kafka for sure
     */
    record Token(long position, int incarnation) {}

    /** Takes the turn; empty while another node has it. */
    static Optional<RelayTurn> tryTake(EventDatabase database) throws SQLException {
        var source = database.pool().source();
        var connection = source.getConnection();
        boolean taken = false;
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(TRY_LOCK)) {
            answer.next();
            taken = answer.getBoolean(1);
        } finally {
            if (!taken) {
                connection.close();
            }
        }
        return taken ? Optional.of(new RelayTurn(source, connection)) : Optional.empty();
    }

    /**
     * The token; at first it stands before the first event.
     *
     * @throws DivergedException when it cannot be a token of this log
     */
    Token token() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(NEED_NOT_WAIT_FOR_DISK);
            statement.execute(NOTICE_A_DEAD_NODE);
            statement.execute(BEGIN_AT_0);
            try (var answer = statement.executeQuery(FIND)) {
                answer.next();
                return checked(answer);
            }
        }
    }

    private static Token checked(ResultSet answer) throws SQLException {
        var token = new Token(answer.getLong(1), answer.getInt(2));
        long head = answer.getLong(3);
        int incarnation = answer.getInt(4);
        if (token.incarnation() != incarnation || token.position() > head) {
            throw new DivergedException("the relay stands at position " + token.position() + " of incarnation "
                    + token.incarnation() + ", but the log ends at " + head + " in incarnation " + incarnation);
        }
        return token;
    }

    /**
     * Looks whether the log still has what it published. Of an earlier incarnation it may have lost events.
     *
     * @throws DivergedException when it has lost some of its own: it was restored, and nobody has said so yet
     */
    void requireOfThisLog(ConsumerRecord<String, byte[]> newest, Token token) throws SQLException {
        var found = Published.of(newest);
        if (found.isEmpty() || found.get().incarnation() < token.incarnation()) {
            return;
        }
        var published = found.get();
        if (published.incarnation() > token.incarnation() || position(published.id()) != published.position()) {
            throw new DivergedException("Kafka has the event " + published.id() + " of position "
                    + published.position() + " and incarnation " + published.incarnation()
                    + ", but the log, which is in incarnation " + token.incarnation() + ", has not: it was restored");
        }
    }

    /** Where the log has an event; 0 when it has not. */
    private long position(UUID id) throws SQLException {
        try (var find = connection.prepareStatement(POSITION)) {
            find.setObject(1, id);
            try (var answer = find.executeQuery()) {
                return answer.next() ? answer.getLong(1) : 0;
            }
        }
    }

    /** Everything up to this position is on Kafka. */
    void store(Token token) throws SQLException {
        try (var update = connection.prepareStatement(STORE)) {
            update.setLong(1, token.position());
            update.setInt(2, token.incarnation());
            if (update.executeUpdate() != 1) {
                throw new DivergedException("the relay's token is gone or of another incarnation");
            }
        }
    }

    /** Fails when the connection, and with it the turn, is lost. */
    void verify() throws SQLException {
        if (!connection.isValid(ANSWER_WITHIN_SECONDS)) {
            throw new SQLException("the connection that holds the relay's turn is lost");
        }
    }

    /** Ends the turn by ending its connection; another node may take it at once. */
    @Override
    public void close() {
        source.evictConnection(connection);
    }
}
