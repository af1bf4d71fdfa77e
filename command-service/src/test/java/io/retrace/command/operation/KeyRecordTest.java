package io.retrace.command.operation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.log.KeyDirectory;
import io.retrace.log.OperationLog;
import io.retrace.log.StreamReader;
import io.retrace.log.TestLog;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.OperationEvent.KeyRotated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of keys when a node starts. */
class KeyRecordTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final String FIRST = key(1, 'a', "");
    private static final String ANNOUNCED = FIRST + key(2, 'b', " standby");
    private static final String ROTATED = FIRST + key(2, 'b', "");

    private final TestLog test = TestLog.create();
    private final EventCodec codec = new EventCodec();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void each_key_that_makes_what_is_new_is_on_record_from_its_first_start_on() throws IOException {
        start(NOON, "claim", FIRST);
        start(NOON, "kek", FIRST);

        assertThat(onRecord())
                .containsExactly(
                        new KeyRotated("claim.keys", 1, List.of(), NOON),
                        new KeyRotated("kek.keys", 1, List.of(), NOON));
    }

    @Test
    void a_key_on_standby_is_on_record_when_it_comes_into_use_and_only_then() throws IOException {
        start(NOON, "claim", FIRST);
        start(NOON, "claim", ANNOUNCED);
        start(LATER, "claim", ROTATED);

        assertThat(onRecord())
                .containsExactly(
                        new KeyRotated("claim.keys", 1, List.of(), NOON),
                        new KeyRotated("claim.keys", 2, List.of(1), LATER));
    }

    @Test
    void a_node_that_has_not_heard_of_the_newest_key_says_nothing_new() throws IOException {
        start(NOON, "claim", FIRST);
        start(NOON, "claim", ROTATED);
        start(LATER, "claim", ANNOUNCED);
        start(LATER, "claim", ROTATED);

        assertThat(onRecord()).hasSize(2);
    }

    @Test
    void no_key_stands_in_the_log() throws IOException {
        start(NOON, "claim", ROTATED);

        var stored = new String(codec.whole(envelopes().getFirst()), US_ASCII);
        assertThat(stored).contains("\"key\":2,\"others\":[1]").doesNotContain(encoded('a'), encoded('b'));
    }

    private void start(Instant at, String name, String content) throws IOException {
        Files.writeString(directory.resolve(name + ".keys"), content);
        var ring = KeyDirectory.existing(directory).ring(name);
        KeyRecord.ensure(
                test.commandSide(),
                new OperationLog(test.commandSide().pool(), codec, "retrace 9"),
                Map.of(name, ring),
                at);
    }

    private List<Event> onRecord() {
        return envelopes().stream().map(EventEnvelope::event).toList();
    }

    private List<EventEnvelope> envelopes() {
        return new StreamReader(test.commandSide(), codec).read("operation-2026-11-22", 0);
    }

    private static String key(int number, char content, String state) {
        return number + " " + encoded(content) + state + "\n";
    }

    private static String encoded(char content) {
        return Base64.getEncoder()
                .encodeToString(String.valueOf(content).repeat(32).getBytes(US_ASCII));
    }
}
