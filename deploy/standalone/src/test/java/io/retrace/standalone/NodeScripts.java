package io.retrace.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Assumptions;

/** The scripts in {@code src/test/js} with the libraries that they need, run by the Node.js of this machine. */
@NullMarked
final class NodeScripts {

    private static final List<String> FILES = List.of("package.json", "package-lock.json", "journeys.mjs");
    private static final String[] INSTALL = {
        "ci",
        "--prefer-offline",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--fetch-retries=1",
        "--fetch-timeout=30000"
    };
    private static final Pattern NO_REGISTRY =
            Pattern.compile("\\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT)\\b");
    private static final int PATIENCE_SECONDS = 120;

    private final Path directory;

    private NodeScripts(Path directory) {
        this.directory = directory;
    }

    /**
     * What a program said.
     *
     * @param text both of its outputs
     */
    record Outcome(int exit, String text) {}

    /** Installs them; without Node.js, or without a registry that gives the libraries, the tests say that they did not run. */
    static NodeScripts install(Path source, Path target) throws IOException, InterruptedException {
        assume(Programs.find("node").isPresent() && Programs.find("npm").isPresent(), "node and npm on the PATH");
        Files.createDirectories(target);
        for (var file : FILES) {
            Files.write(target.resolve(file), Files.readAllBytes(source.resolve(file)));
        }
        var scripts = new NodeScripts(target);
        var installed = scripts.run("npm", INSTALL);
        assume(installed.exit() == 0 || !NO_REGISTRY.matcher(installed.text()).find(), "a registry of npm");
        if (installed.exit() != 0) {
            throw new IllegalStateException("npm ci failed: " + installed.text());
        }
        return scripts;
    }

    private static void assume(boolean there, String what) {
        if (!there) {
            System.out.println("NOT RUN: the journeys with the SDK for JavaScript need " + what);
        }
        Assumptions.assumeTrue(there, what);
    }

    Outcome journey(String name, Endpoints endpoints) throws IOException, InterruptedException {
        return run(
                "node",
                "journeys.mjs",
                name,
                endpoints.publicBase().toString(),
                endpoints.adminBase().toString(),
                endpoints.mailCatcherBase().toString());
    }

    private Outcome run(String program, String... arguments) throws IOException, InterruptedException {
        var output = directory.resolve(program + ".log");
        var process = new ProcessBuilder(
                        Stream.concat(Stream.of(program), Stream.of(arguments)).toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(program + " did not end: " + Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readString(output));
    }
}
