package io.retrace.log;

import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.claim;
import static io.retrace.log.Sample.created;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.identity;
import static io.retrace.log.Sample.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retrace.log.AddressClaims.Owner;
import io.retrace.model.event.IdentityId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddressClaimTest {

    private static final String ADDRESS = "ada@example.org";
    private static final String OTHER_ADDRESS = "grace@example.org";

    private TestLog test;
    private EventLog log;
    private AddressClaims claims;

    @BeforeEach
    void open() {
        test = TestLog.create();
        log = test.open(Clock.systemUTC());
        claims = new AddressClaims(test.commandSide(), Sample.ring(1));
    }

    @AfterEach
    void close() {
        log.close();
        test.close();
    }

    @Test
    void a_claimed_address_has_an_owner() {
        var ada = identity();
        var claim = claim(claims, ADDRESS, ada);

        var outcome = log.append(creation(ada, claim));

        assertThat(outcome).isEqualTo(new Appended.Committed(1));
        assertThat(claims.find(ADDRESS)).contains(new Owner(ada, claim.addressId()));
        assertThat(claims.find(OTHER_ADDRESS)).isEmpty();
    }

    @Test
    void a_claimed_address_refuses_a_second_identity_and_all_of_its_append() {
        var ada = identity();
        var grace = identity();
        log.append(creation(ada, claim(claims, ADDRESS, ada)));

        var outcome = log.append(creation(grace, claim(claims, OTHER_ADDRESS, grace), claim(claims, ADDRESS, grace)));

        assertThat(outcome).isEqualTo(new Appended.AddressTaken());
        assertThat(log.readStream(grace.stream(), 0)).isEmpty();
        assertThat(owner(ADDRESS)).contains(ada);
        assertThat(owner(OTHER_ADDRESS)).isEmpty();
    }

    @Test
    void a_released_address_can_be_claimed_by_another() {
        var ada = identity();
        var grace = identity();
        log.append(creation(ada, claim(claims, ADDRESS, ada)));
        log.append(with(event(1, created(ada)), release(claims, ADDRESS, ada)));

        var outcome = log.append(creation(grace, claim(claims, ADDRESS, grace)));

        assertThat(outcome).isEqualTo(new Appended.Committed(3));
        assertThat(owner(ADDRESS)).contains(grace);
    }

    @Test
    void nobody_releases_an_address_that_another_owns() {
        var ada = identity();
        var grace = identity();
        log.append(creation(ada, claim(claims, ADDRESS, ada)));

        log.append(creation(grace, release(claims, ADDRESS, grace)));

        assertThat(owner(ADDRESS)).contains(ada);
    }

    @Test
    void a_refused_append_releases_nothing() {
        var ada = identity();
        var grace = identity();
        log.append(creation(ada, claim(claims, ADDRESS, ada)));
        log.append(creation(grace, claim(claims, OTHER_ADDRESS, grace)));

        var outcome = log.append(
                with(event(1, created(grace)), release(claims, OTHER_ADDRESS, grace), claim(claims, ADDRESS, grace)));

        assertThat(outcome).isEqualTo(new Appended.AddressTaken());
        assertThat(owner(OTHER_ADDRESS)).contains(grace);
    }

    @Test
    void an_append_that_conflicts_claims_nothing() {
        var ada = identity();
        log.append(append(event(0, created(ada))));

        var outcome = log.append(creation(ada, claim(claims, ADDRESS, ada)));

        assertThat(outcome).isEqualTo(new Appended.Conflict(ada.stream(), 0));
        assertThat(owner(ADDRESS)).isEmpty();
    }

    @Test
    void a_repeated_append_does_not_claim_again_what_was_released_since() {
        var ada = identity();
        var first = creation(ada, claim(claims, ADDRESS, ada));
        log.append(first);
        log.append(with(event(1, created(ada)), release(claims, ADDRESS, ada)));

        var again = log.append(first);

        assertThat(again).isEqualTo(new Appended.Committed(1));
        assertThat(owner(ADDRESS)).isEmpty();
    }

    @Test
    void an_append_refused_for_a_taken_address_leaves_its_neighbours_of_the_batch_alone() throws Exception {
        var ada = identity();
        var grace = identity();
        var neighbour = identity();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor();
                var lock = HeadLock.on(test)) {
            var first = lock.occupy(log, callers);
            var winner = callers.submit(() -> log.append(creation(ada, claim(claims, ADDRESS, ada))));
            await().until(() -> log.queued() == 1);
            var loser = callers.submit(() -> log.append(creation(grace, claim(claims, ADDRESS, grace))));
            await().until(() -> log.queued() == 2);
            var after = callers.submit(() -> log.append(creation(neighbour, claim(claims, OTHER_ADDRESS, neighbour))));
            await().until(() -> log.queued() == 3);

            lock.release();

            assertThat(first.get()).isEqualTo(new Appended.Committed(1));
            assertThat(winner.get()).isEqualTo(new Appended.Committed(2));
            assertThat(loser.get()).isEqualTo(new Appended.AddressTaken());
            assertThat(after.get()).isEqualTo(new Appended.Committed(3));
            assertThat(owner(ADDRESS)).contains(ada);
            assertThat(owner(OTHER_ADDRESS)).contains(neighbour);
        }
    }

    @Test
    void an_address_claimed_under_an_older_key_is_still_found() {
        var ada = identity();
        log.append(creation(ada, claim(claims, ADDRESS, ada)));

        var rotated = new AddressClaims(test.commandSide(), Sample.ring(1, 2));

        assertThat(claim(rotated, ADDRESS, ada).index())
                .isNotEqualTo(claim(claims, ADDRESS, ada).index());
        assertThat(rotated.find(ADDRESS)).map(Owner::identityId).contains(ada);
    }

    @Test
    void an_address_claimed_under_an_older_key_is_taken_and_is_freed_under_the_newer() {
        var ada = identity();
        var grace = identity();
        var claim = claim(claims, ADDRESS, ada);
        log.append(creation(ada, claim));
        var rotated = new AddressClaims(test.commandSide(), Sample.ring(1, 2));

        var taken = log.append(
                new Append(List.of(event(0, created(grace))), rotated.claim(ADDRESS, grace, claim.addressId())));
        log.append(new Append(List.of(event(1, created(ada))), rotated.release(ADDRESS, ada, claim.addressId())));

        assertThat(taken).isEqualTo(new Appended.AddressTaken());
        assertThat(rotated.find(ADDRESS)).isEmpty();
    }

    @Test
    void nodes_that_have_different_newest_keys_do_not_both_claim_an_address() {
        var ada = identity();
        var grace = identity();
        var rotated = new AddressClaims(test.commandSide(), Sample.ring(1, 2));
        var ofAda = claim(claims, ADDRESS, ada).addressId();

        log.append(new Append(List.of(event(0, created(ada))), rotated.claim(ADDRESS, ada, ofAda)));
        var taken = log.append(creation(grace, claim(claims, ADDRESS, grace)));

        assertThat(taken).isEqualTo(new Appended.AddressTaken());
    }

    @Test
    void an_index_that_is_no_mac_does_not_exist() {
        assertThatThrownBy(() -> new AddressIndex("no hexadecimal digits"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hex");
    }

    private Optional<IdentityId> owner(String address) {
        return claims.find(address).map(Owner::identityId);
    }

    private static Append creation(IdentityId identity, Append.Claim... claims) {
        return with(event(0, created(identity)), claims);
    }

    private static Append with(Append.NewEvent event, Append.Claim... claims) {
        return new Append(List.of(event), List.of(claims));
    }
}
