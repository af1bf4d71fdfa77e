package io.retrace.bench;

/**
 * CPU time in ms, of whom; a reading of the clocks, or the difference of two.
 *
 * @param server the server's JVM, which holds the services and the broker
 * @param postgres the database's processes
 * @param bench ourselves: the clients and the mail receiver
 * @param all everything on this machine
 */
record CpuUse(long server, long postgres, long bench, long all) {

    static CpuUse now(StandaloneProcess server) {
        return new CpuUse(
                ProcFiles.cpuMs(server.pid()),
                server.postgres().pids().map(ProcFiles::cpuMs).sum(),
                ProcFiles.cpuMs(ProcessHandle.current().pid()),
                ProcFiles.cpuMsOfAll());
    }

    CpuUse minus(CpuUse earlier) {
        return new CpuUse(
                server - earlier.server, postgres - earlier.postgres, bench - earlier.bench, all - earlier.all);
    }

    /** What others used of the machine. */
    long others() {
        return Math.max(0, all - server - postgres - bench);
    }
}
