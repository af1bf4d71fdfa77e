package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** What a document tells a newcomer to type: its blocks of bash, in order, in one shell. */
@NullMarked
final class DocumentedCommands {

    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 120;

    private final String script;

    private DocumentedCommands(String script) {
        this.script = script;
    }

    /** Those of a document. */
    static DocumentedCommands of(Path document) throws IOException {
        var script = BLOCK.matcher(Files.readString(document))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        assertThat(script).isNotEmpty();
        return new DocumentedCommands(script);
    }

    /** The same on this machine, with ports and files of a test. */
    DocumentedCommands with(UnaryOperator<String> here) {
        return new DocumentedCommands(here.apply(script));
    }

    /** Types them; gives what was said. The first that fails fails the test; without curl and jq it is not run. */
    String run(Path directory) throws IOException, InterruptedException {
        assumeTrue(
                Programs.find("curl").isPresent() && Programs.find("jq").isPresent(),
                "the commands in documents need curl and jq");
        return bash(directory);
    }

    /** Only reads them, as bash does before it runs anything. */
    void read(Path directory) throws IOException, InterruptedException {
        bash(directory, "-n");
    }

    private String bash(Path directory, String... options) throws IOException, InterruptedException {
        var output = directory.resolve("output");
        var file = Files.writeString(directory.resolve("commands"), "set -euo pipefail\n" + script);
        var command = new ProcessBuilder("bash");
        command.command().addAll(List.of(options));
        command.command().add(file.toString());
        var shell = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            shell.destroyForcibly();
        }
        var said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(shell.exitValue()).as(said).isZero();
        return said;
    }
}
