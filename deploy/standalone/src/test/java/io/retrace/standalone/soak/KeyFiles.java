package io.retrace.standalone.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The key files of a standalone, as an operator edits them: a line a key. */
record KeyFiles(Path directory) {

    static final List<String> ALL = List.of("budget", "claim", "code-pepper", "courier", "kek", "session");

    private static final String STANDBY = " standby";

    /** Adds the second key to each file; nothing is made with it yet. */
    void announce() throws IOException {
        for (var name : ALL) {
            var key = new byte[32];
            new SecureRandom().nextBytes(key);
            var second = "2 " + Base64.getEncoder().encodeToString(key) + STANDBY;
            Files.write(file(name), List.of(firstOf(name), second));
        }
    }

    /** From the next start on the second key of each file makes what is new. */
    void rotate() throws IOException {
        for (var name : ALL) {
            Files.writeString(file(name), Files.readString(file(name)).replace(STANDBY, ""));
        }
    }

    /** The first keys of those files that {@code rekey} is for are gone from the next start on. */
    void removeOld() throws IOException {
        for (var name : List.of("claim", "kek")) {
            var second = Files.readAllLines(file(name)).getLast();
            Files.write(file(name), List.of(second));
        }
    }

    private String firstOf(String name) throws IOException {
        return Files.readAllLines(file(name)).getFirst();
    }

    private Path file(String name) {
        return directory.resolve(name + ".keys");
    }
}
