package io.retrace.log;

import static io.retrace.log.Sample.NOON;
import static io.retrace.log.Sample.created;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Sealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After it an older key can go: whatever was claimed or wrapped under it is under a newer one too. */
class RekeyingTest {

    private static final String ADA = "ada@example.org";
    private static final String GRACE = "grace@example.org";

    private final TestLog test = TestLog.create();
    private final EventLog log = test.open(Clock.systemUTC());

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        log.close();
        test.close();
    }

    /** Somebody with one address, and what a node knows of it. */
    private record Person(IdentityId id, AddressId address, Sealed value) {}

    @Test
    void with_the_old_keys_gone_the_owner_is_found_the_address_is_taken_and_old_data_opens() throws IOException {
        keys(1);
        var ada = join(ADA);
        keys(1, 2);

        assertThat(rekey()).isEqualTo(new Rekeying.Result(1, 1, 0));

        keys(2);
        assertThat(claims().find(ADA)).contains(new AddressClaims.Owner(ada.id(), ada.address()));
        assertThat(claim(identity(), ADA)).isEqualTo(new Appended.AddressTaken());
        assertThat(sealing().open(ada.value(), ada.id().stream())).isEqualTo(ADA);
    }

    @Test
    void done_again_it_has_nothing_to_do_but_to_remove_what_stands_under_a_key_that_is_gone() throws IOException {
        keys(1);
        join(ADA);
        keys(1, 2);
        rekey();

        assertThat(rekey()).isEqualTo(new Rekeying.Result(0, 0, 0));
        keys(2);
        assertThat(rekey()).isEqualTo(new Rekeying.Result(0, 0, 1));
        assertThat(claimed()).isEqualTo(1);
    }

    @Test
    void an_address_that_became_free_stays_free() throws IOException {
        keys(1);
        var ada = join(ADA);
        keys(1, 2);
        rekey();
        keys(2);
        leave(ada, ADA);
        assertThat(claimed()).as("under the key that is gone").isEqualTo(1);

        keys(2, 3);

        assertThat(rekey()).isEqualTo(new Rekeying.Result(1, 0, 1));
        assertThat(claims().find(ADA)).isEmpty();
        assertThat(claim(identity(), ADA)).isInstanceOf(Appended.Committed.class);
    }

    @Test
    void an_address_whose_key_went_too_early_is_claimed_again_from_the_log() throws IOException {
        keys(1);
        var ada = join(ADA);
        Files.writeString(directory.resolve("claim.keys"), line(2));
        assertThat(claims().find(ADA)).isEmpty();

        assertThat(rekey()).isEqualTo(new Rekeying.Result(0, 1, 1));
        assertThat(claims().find(ADA)).map(AddressClaims.Owner::identityId).contains(ada.id());
    }

    @Test
    void two_who_came_to_own_one_address_meanwhile_are_said_and_nothing_is_taken_away() throws IOException {
        keys(1);
        join(ADA);
        Files.writeString(directory.resolve("claim.keys"), line(2));
        join(ADA);

        assertThatThrownBy(this::rekey).hasMessage("an address of the log is claimed by another identity");
        assertThat(claimed()).isEqualTo(2);
    }

    @Test
    void what_was_wrapped_under_a_key_that_is_gone_is_said() throws IOException {
        keys(1);
        join(ADA);
        keys(2);

        assertThatThrownBy(this::rekey).hasMessageContaining("key number 1 is not in the ring");
    }

    @Test
    void a_key_that_was_destroyed_stays_destroyed_and_its_claims_stay_as_they_are() throws IOException {
        keys(1);
        var ada = join(ADA);
        test.execute("update keys.subject_key set wrapped_key = null, destroyed_at = now() where subject = '"
                + ada.id().stream() + "'");
        join(GRACE);
        keys(1, 2);

        assertThat(rekey()).isEqualTo(new Rekeying.Result(1, 1, 0));
        assertThat(sealing().open(ada.value(), ada.id().stream())).isEqualTo(Sealing.ERASED);
        assertThat(claims().find(ADA)).isPresent();
    }

    @Test
    void people_come_and_go_meanwhile_and_the_claims_are_those_of_the_log() throws Exception {
        keys(1);
        for (int i = 0; i < 60; i++) {
            join(i + "-" + ADA);
        }
        keys(1, 2);
        var over = new AtomicBoolean();
        var present = new HashMap<String, IdentityId>();
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = IntStream.range(0, 4)
                    .mapToObj(number -> others.submit(() -> comeAndGo(number, over)))
                    .toList();
            for (int i = 0; i < 3; i++) {
                rekey();
            }
            over.set(true);
            for (var one : busy) {
                present.putAll(one.get());
            }
        }

        keys(2);
        assertThat(present)
                .isNotEmpty()
                .allSatisfy((address, owner) -> assertThat(claims().find(address))
                        .map(AddressClaims.Owner::identityId)
                        .contains(owner));
        rekey();
        assertThat(claimed()).isEqualTo(60 + present.size());
    }

    /** Who is there in the end. */
    private Map<String, IdentityId> comeAndGo(int number, AtomicBoolean over) {
        var stayed = new HashMap<String, IdentityId>();
        for (int i = 0; !over.get() || i < 2; i++) {
            var address = number + "-" + i + "-" + GRACE;
            var person = join(address);
            if (i % 2 == 0) {
                leave(person, address);
            } else {
                stayed.put(address, person.id());
            }
        }
        return stayed;
    }

    private Person join(String address) {
        var id = identity();
        var addressId = new AddressId(UUID.randomUUID());
        var value = sealing().seal(id, id.stream(), address);
        var claimed = new AddressClaimed(id, addressId, Via.EMAIL, Set.of(), value, NOON);
        var joined = log.append(
                new Append(List.of(event(0, created(id)), event(1, claimed)), claims().claim(address, id, addressId)));
        assertThat(joined).isInstanceOf(Appended.Committed.class);
        return new Person(id, addressId, value);
    }

    private void leave(Person person, String address) {
        var left = log.append(new Append(
                List.of(event(2, new AddressReleased(person.id(), person.address(), NOON))),
                claims().release(address, person.id(), person.address())));
        assertThat(left).isInstanceOf(Appended.Committed.class);
    }

    private Appended claim(IdentityId id, String address) {
        return log.append(new Append(
                List.of(event(0, created(id))), claims().claim(address, id, new AddressId(UUID.randomUUID()))));
    }

    private Rekeying.Result rekey() {
        return new Rekeying(test.settings("postgres"), KeyDirectory.existing(directory), Clock.systemUTC()).run();
    }

    private AddressClaims claims() {
        return new AddressClaims(
                test.commandSide(), KeyDirectory.existing(directory).ring("claim"));
    }

    private Sealing sealing() {
        var ring = KeyDirectory.existing(directory).ring("kek");
        return new Sealing(new SubjectKeys(test.commandSide(), ring, Clock.systemUTC()));
    }

    private long claimed() {
        return test.count("select count(*) from log.address_claim");
    }

    /** Both files hold the keys with these numbers, the last one is the newest. */
    private void keys(int... numbers) throws IOException {
        var lines = new StringBuilder();
        Arrays.stream(numbers).mapToObj(RekeyingTest::line).forEach(lines::append);
        for (var file : List.of("kek.keys", "claim.keys")) {
            Files.writeString(directory.resolve(file), lines);
        }
    }

    private static String line(int number) {
        var key = new byte[32];
        Arrays.fill(key, (byte) number);
        return number + " " + Base64.getEncoder().encodeToString(key) + "\n";
    }
}
