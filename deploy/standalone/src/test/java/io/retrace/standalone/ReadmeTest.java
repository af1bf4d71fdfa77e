package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a newcomer to type does what it says. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class ReadmeTest {

    private static final Path README = Path.of("../../README.md");

    private final Endpoints endpoints;

    ReadmeTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
    }

    @Test
    void the_commands_recover_an_account_and_list_what_was_decided(@TempDir Path directory) throws Exception {
        var said = DocumentedCommands.of(README).with(this::here).run(directory);

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
}
