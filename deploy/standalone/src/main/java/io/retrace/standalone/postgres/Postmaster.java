package io.retrace.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server process of a cluster, found by the number in its {@code postmaster.pid} and told from strangers. */
final class Postmaster {

    private static final int PORT_LINE = 3;
    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);

    private Postmaster() {}

    /**
     * Stops the postmaster of an earlier run that was killed, and waits. The caller holds the {@link DirectoryLock} and
     * has started none itself, so it belongs to nobody. A {@code postmaster.pid} whose process is someone else by now is
     * deleted, because PostgreSQL itself only asks whether a process has that number and would refuse to start; from
     * queries of a dead postmaster its shared memory still protects the cluster.
     */
    static void stopLeftBehind(Cluster cluster) throws IOException {
        Path pidFile = cluster.directory().resolve("postmaster.pid");
        Optional<ProcessHandle> process = processIn(pidFile);
        if (process.isEmpty()) {
            return;
        }
        if (isPostmasterOf(cluster.directory(), process.get())) {
            log.warn(
                    "stopping the postmaster of an earlier run pid={}",
                    process.get().pid());
            cluster.stop();
        } else {
            log.warn(
                    "postmaster.pid names a stranger, deleting it pid={}",
                    process.get().pid());
            Files.deleteIfExists(pidFile);
        }
    }

    /** Whether a postmaster runs on this cluster; one that was killed from outside does not. */
    static boolean isRunning(Cluster cluster) throws IOException {
        return processIn(cluster.directory().resolve("postmaster.pid"))
                .filter(process -> isPostmasterOf(cluster.directory(), process))
                .isPresent();
    }

    /** The port of the postmaster that runs on this cluster; empty when none does. */
    static OptionalInt runningPort(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (processIn(pidFile)
                .filter(process -> isPostmasterOf(cluster, process))
                .isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                Integer.parseInt(Files.readAllLines(pidFile).get(PORT_LINE).strip()));
    }

    private static Optional<ProcessHandle> processIn(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
    }

    private static boolean isPostmasterOf(Path directory, ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean runsPostgres = info.command()
                .map(Path::of)
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
        boolean onThisCluster = info.arguments()
                .filter(arguments -> List.of(arguments).contains(directory.toString()))
                .isPresent();
        return runsPostgres && onThisCluster;
    }
}
