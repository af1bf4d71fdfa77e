package io.retrace.log;

import static io.retrace.log.Sample.created;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.identity;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.AddressId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes while a key rotates, each restarted once a step: at no moment is there one that does not know what the other
 * makes.
 */
class KeyRotationTest {

    private static final String OLD = "1 " + key(1) + "\n";
    private static final String ANNOUNCED = OLD + "2 " + key(2) + " standby\n";
    private static final String ROTATED = OLD + "2 " + key(2) + "\n";
    private static final List<List<String>> STEPS = List.of(
            List.of(OLD, OLD),
            List.of(ANNOUNCED, OLD),
            List.of(ANNOUNCED, ANNOUNCED),
            List.of(ROTATED, ANNOUNCED),
            List.of(ROTATED, ROTATED));

    private static TestLog test;
    private static EventLog log;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() {
        test = TestLog.create();
        log = test.open(Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        log.close();
        test.close();
    }

    @Test
    void a_secret_is_known_to_the_node_that_did_not_make_it() throws IOException {
        for (var step : STEPS) {
            var one = ring(step.getFirst());
            var other = ring(step.getLast());
            var secret = "secret".getBytes(UTF_8);

            assertThat(other.macs(secret)).contains(one.mac(secret));
            assertThat(one.macs(secret)).contains(other.mac(secret));
        }
    }

    @Test
    void personal_data_closed_by_one_node_is_opened_by_the_other() throws IOException {
        for (var step : STEPS) {
            var one = sealing(ring(step.getFirst()));
            var other = sealing(ring(step.getLast()));
            var ada = identity();
            var grace = identity();
            var ofOne = one.seal(ada, "stream", "ada@example.org");
            var ofOther = other.seal(grace, "stream", "grace@example.org");

            assertThat(other.open(ofOne, "stream")).isEqualTo("ada@example.org");
            assertThat(one.open(ofOther, "stream")).isEqualTo("grace@example.org");
        }
    }

    @Test
    void an_address_claimed_on_one_node_is_taken_on_the_other() throws IOException {
        for (var step : STEPS) {
            var one = new AddressClaims(test.commandSide(), ring(step.getFirst()));
            var other = new AddressClaims(test.commandSide(), ring(step.getLast()));

            assertThat(claim(one, other)).isEqualTo(new Appended.AddressTaken());
            assertThat(claim(other, one)).isEqualTo(new Appended.AddressTaken());
        }
    }

    private static Appended claim(AddressClaims first, AddressClaims second) {
        var address = UUID.randomUUID() + "@example.org";
        var owner = identity();
        var late = identity();
        log.append(new Append(
                List.of(event(0, created(owner))), first.claim(address, owner, new AddressId(UUID.randomUUID()))));
        assertThat(second.find(address)).map(AddressClaims.Owner::identityId).contains(owner);
        return log.append(new Append(
                List.of(event(0, created(late))), second.claim(address, late, new AddressId(UUID.randomUUID()))));
    }

    private static Sealing sealing(KeyRing ring) {
        return new Sealing(new SubjectKeys(test.commandSide(), ring, Clock.systemUTC()));
    }

    private KeyRing ring(String content) throws IOException {
        Files.writeString(directory.resolve("some.keys"), content);
        return KeyDirectory.existing(directory).ring("some");
    }

    private static String key(int number) {
        var key = new byte[32];
        Arrays.fill(key, (byte) number);
        return Base64.getEncoder().encodeToString(key);
    }
}
