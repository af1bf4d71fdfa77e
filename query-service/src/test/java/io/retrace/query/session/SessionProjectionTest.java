package io.retrace.query.session;

import static io.retrace.query.feed.ViewLog.NOON;
import static io.retrace.query.feed.ViewLog.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.log.IssuedSessions;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SessionId;
import io.retrace.model.identity.Identity;
import io.retrace.query.feed.ViewLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionProjectionTest {

    private static final Instant EXPIRY = NOON.plusSeconds(3_600);
    private static final Instant LATER = NOON.plusSeconds(60);

    private final IdentityId ada = new IdentityId(UUID.randomUUID());
    private final IdentityId bob = new IdentityId(UUID.randomUUID());
    private ViewLog log;
    private SessionTable table;
    private SessionProjection projection;

    @BeforeEach
    void open() {
        log = new ViewLog();
        table = new SessionTable(log.views(), log.side().codec());
        projection = new SessionProjection(table);
        create(ada);
        create(bob);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void batches_of_any_size_and_repeated_ones_give_the_same_rows() {
        for (int i = 0; i < 4; i++) {
            issue(ada, NOON);
            log.append(new SessionRevoked(issue(bob, NOON), bob, LATER));
        }
        applyInBatchesOf(1);
        var oneByOne = rows();

        assertThat(oneByOne).hasSize(8);
        for (int size : new int[] {2, 3, 7, 1_000}) {
            log.execute("truncate view.session");
            applyInBatchesOf(size);
            assertThat(rows()).as("batches of %s", size).isEqualTo(oneByOne);
            applyInBatchesOf(size);
            assertThat(rows()).as("batches of %s once more", size).isEqualTo(oneByOne);
        }
    }

    @Test
    void an_identitys_sessions_stand_newest_first_and_nobody_elses_beside_them() {
        var first = issue(ada, NOON);
        issue(bob, NOON);
        var second = issue(ada, NOON);
        applyInBatchesOf(1_000);

        assertThat(sessions(ada)).extracting(entry -> entry.issued().id()).containsExactly(second, first);
    }

    @Test
    void whether_one_holds_is_judged_by_what_happened_after_it_whatever_the_view_has_seen() {
        issue(ada, NOON);
        var kept = issue(ada, NOON);
        var ended = issue(ada, NOON);
        applyInBatchesOf(1_000);
        assertThat(holding(ada, LATER)).hasSize(3);

        log.append(new SessionRevoked(ended, ada, LATER));
        log.append(new SessionsRevoked(ada, Optional.of(kept), LATER));

        assertThat(holding(ada, LATER)).containsExactly(kept);
        assertThat(holding(ada, EXPIRY)).isEmpty();
    }

    @Test
    void a_session_of_a_node_with_a_fast_clock_does_not_outlive_a_revocation() {
        issue(ada, LATER.plusSeconds(60));
        log.append(new SessionsRevoked(ada, Optional.empty(), LATER));
        var next = issue(ada, NOON);
        applyInBatchesOf(1_000);

        assertThat(holding(ada, LATER)).containsExactly(next);
    }

    @Test
    void no_session_of_an_inactive_identity_holds() {
        issue(ada, NOON);
        log.append(new IdentityStateChanged(ada, false, LATER));
        applyInBatchesOf(1_000);

        assertThat(sessions(ada)).hasSize(1);
        assertThat(holding(ada, LATER)).isEmpty();
    }

    @Test
    void a_session_that_the_view_has_not_seen_is_not_listed_and_the_position_says_why() {
        assertThat(table.read(ada).reflects()).isZero();
        log.execute("insert into view.progress (name, position, incarnation) values ('session', 2, 1)");

        issue(ada, NOON);

        assertThat(table.read(ada).reflects()).isEqualTo(2);
        assertThat(sessions(ada)).isEmpty();
        assertThat(IssuedSessions.of(table.read(ada).events()).identity()).isInstanceOf(Identity.Present.class);
    }

    @Test
    void whoever_never_was_has_no_sessions() {
        var issued =
                IssuedSessions.of(table.read(new IdentityId(UUID.randomUUID())).events());

        assertThat(issued.identity()).isEqualTo(new Identity.Unknown());
        assertThat(issued.sessions()).isEmpty();
    }

    private List<SessionId> holding(IdentityId identity, Instant at) {
        var issued = IssuedSessions.of(table.read(identity).events());
        return issued.sessions().stream()
                .filter(entry -> entry.inForce(issued.identity(), at))
                .map(entry -> entry.issued().id())
                .toList();
    }

    private List<IssuedSessions.Entry> sessions(IdentityId identity) {
        return IssuedSessions.of(table.read(identity).events()).sessions();
    }

    private void create(IdentityId id) {
        log.append(new IdentityCreated(
                id, "default", true, new Sealed(id.stream(), "c2VhbGVk"), Optional.empty(), false, NOON));
    }

    private SessionId issue(IdentityId identity, Instant at) {
        var id = new SessionId(UUID.randomUUID());
        log.append(
                new SessionIssued(id, identity, new SecretMac(1, "dG9rZW4"), Method.CODE_RECOVERY, flow(), EXPIRY, at));
        return id;
    }

    private void applyInBatchesOf(int size) {
        log.applyTo(projection, size);
    }

    private List<String> rows() {
        return log.views()
                .pool()
                .jdbc()
                .sql("select id || ' ' || identity || ' ' || position from view.session order by position")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
