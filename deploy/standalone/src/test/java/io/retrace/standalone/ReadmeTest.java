package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a newcomer to type does what it says. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class ReadmeTest {

    private static final Path README = Path.of("../../README.md");
    private static final Pattern SCRIPT = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 60;

    private final Endpoints endpoints;

    ReadmeTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
    }

    @Test
    void the_commands_recover_an_account_and_list_what_was_decided(@TempDir Path directory) throws Exception {
        assumeTrue(
                Programs.find("curl").isPresent() && Programs.find("jq").isPresent(),
                "the README's commands need curl and jq");
        var matcher = SCRIPT.matcher(Files.readString(README));
        assertThat(matcher.find()).isTrue();

        var said = run(here(matcher.group(1)), directory);

        assertThat(said)
                .contains("An email containing a recovery code has been sent")
                .contains("\"active\": true")
                .contains("code_recovery")
                .contains("Your changes have been saved!")
                .contains("recovery.RecoveryInitiated")
                .contains("recovery.CodeAccepted");
    }

    /** With this test's ports and an address of its own. */
    private String here(String script) {
        return script.replace("http://127.0.0.1:4433", endpoints.publicBase().toString())
                .replace("http://127.0.0.1:4434", endpoints.adminBase().toString())
                .replace("http://127.0.0.1:1080", endpoints.mailCatcherBase().toString())
                .replace("jane@example.org", UUID.randomUUID() + "@example.org");
    }

    private static String run(String script, Path directory) throws IOException, InterruptedException {
        var output = directory.resolve("output");
        var file = Files.writeString(directory.resolve("commands"), "set -euo pipefail\n" + script);
        var shell = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        var said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(shell.exitValue()).as(said).isZero();
        return said;
    }
}
