package io.retrace.standalone.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * PostgreSQL's side of an online backup: one session, from {@code pg_backup_start} to {@code pg_backup_stop}. While it
 * is open the server writes whole pages into its WAL, so that a page that was copied half written is mended from there;
 * a replication slot of the session keeps every piece of WAL since the start. A session that ends early undoes both.
 */
final class BackupSession implements AutoCloseable {

    private static final String KEEP_WAL = """
            select pg_create_physical_replication_slot('retrace_backup_' || pg_backend_pid(),
                                                       immediately_reserve => true, temporary => true)""";
    private static final String START = "select pg_backup_start('retrace', fast => true)";
    private static final String STOP = "select lsn, labelfile from pg_backup_stop(wait_for_archive => false)";

    // a segment's name by its number; the byte more, because the name of a boundary is that of the segment before
    private static final String WAL = """
            select pg_walfile_name('0/0'::pg_lsn + number * size + 1)
              from (select setting::numeric as size from pg_settings where name = 'wal_segment_size') s,
                   generate_series(floor((?::pg_lsn - '0/0'::pg_lsn) / size),
                                   floor((?::pg_lsn - '0/0'::pg_lsn - 1) / size)) as number""";

    private final Connection connection;
    private final String start;

    private BackupSession(Connection connection, String start) {
        this.connection = connection;
        this.start = start;
    }

    /**
     * What makes a copy of the files a backup.
     *
     * @param label the content of {@code backup_label}, byte for byte
     * @param wal the names of the WAL segments without which the copy is not consistent
     */
    record Stopped(String label, List<String> wal) {}

    /** Opens the session; a checkpoint is made at once. */
    static BackupSession start(String url, String password) throws SQLException {
        var login = new Properties();
        login.setProperty("user", PostgresServer.SUPERUSER);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "10");
        login.setProperty("socketTimeout", "300");
        var connection = DriverManager.getConnection(url, login);
        try (var statement = connection.createStatement()) {
            statement.execute(KEEP_WAL);
            try (var answer = statement.executeQuery(START)) {
                answer.next();
                return new BackupSession(connection, answer.getString(1));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Ends the backup; from here on its WAL is complete on the disk, as the server has begun another segment. */
    Stopped stop() throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(STOP)) {
            answer.next();
            return new Stopped(answer.getString("labelfile"), wal(answer.getString("lsn")));
        }
    }

    private List<String> wal(String stop) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAL)) {
            statement.setString(1, start);
            statement.setString(2, stop);
            var names = new ArrayList<String>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
