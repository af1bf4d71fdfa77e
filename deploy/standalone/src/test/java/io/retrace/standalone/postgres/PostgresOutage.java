package io.retrace.standalone.postgres;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;

/** Takes a running server away from under those who use it; {@link #end} brings it back on the same data and port. */
@NullMarked
public final class PostgresOutage {

    private final Cluster cluster;
    private final int port;

    private PostgresOutage(Cluster cluster, int port) {
        this.cluster = cluster;
        this.port = port;
    }

    /** Stops the server of a data directory; its clients are cut off. */
    public static PostgresOutage begin(Path dataDirectory, int port) throws IOException {
        var directory = dataDirectory.toRealPath();
        var programs = PostgresPrograms.in(PostgresBinaries.unpackInto(directory));
        var outage = new PostgresOutage(new Cluster(programs, directory), port);
        outage.cluster.stop();
        return outage;
    }

    public void end() throws IOException {
        cluster.start(port);
    }
}
