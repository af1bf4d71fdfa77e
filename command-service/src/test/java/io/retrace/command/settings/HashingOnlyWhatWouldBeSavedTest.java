package io.retrace.command.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retrace.command.identity.PasswordStore;
import io.retrace.command.identity.PasswordStores;
import io.retrace.command.identity.SignInNames;
import io.retrace.log.Sealing;
import io.retrace.log.SubjectKeys;
import io.retrace.log.TestLog;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.Beginning;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.PasswordId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.settings.PasswordFacts;
import io.retrace.model.settings.Settings;
import io.retrace.model.settings.SettingsReply;
import io.retrace.model.settings.SubmitPassword;
import io.retrace.model.settings.Successor;
import io.retrace.wire.http.OverloadedException;
import io.retrace.wire.schema.IdentitySchemas;
import io.retrace.wire.settings.RetraceSettings.IdentitySettings;
import io.retrace.wire.settings.RetraceSettings.SchemaSource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** On an overloaded service every hash is refused, so an answer shows that none was needed. */
class HashingOnlyWhatWouldBeSavedTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant EXPIRY = NOON.plusSeconds(1_800);
    private static final Beginning BEGINNING = new Beginning("settings-1", new Sealed("day-2026-11-22", "c2VhbGVk"));
    private static final String PASSWORD = "correct horse battery staple";
    private static final TestLog TEST = TestLog.create();
    private static final Sealing SEALING =
            new Sealing(new SubjectKeys(TEST.commandSide(), TEST.keys().ring("kek"), Clock.systemUTC()));
    private static final PasswordStore STORE = PasswordStores.of(TEST.commandSide());
    private static final PasswordJudge OVERLOADED = judge(PasswordStores.overloaded(TEST.commandSide()));
    private static final PasswordJudge JUDGE = judge(STORE);

    private final SettingsId flow = new SettingsId(UUID.randomUUID());
    private final IdentityId ada = new IdentityId(UUID.randomUUID());
    private final Settings open = new Settings.Open(flow, ada, FlowType.API, EXPIRY, BEGINNING, 0, false);

    @AfterAll
    static void stop() {
        TEST.close();
    }

    @Test
    void what_would_be_saved_is_hashed_into_a_row_of_its_person() {
        var judged = JUDGE.judge(submit(NOON), PASSWORD, open, person(Optional.empty()));

        assertThat(judged.facts()).contains(new PasswordFacts(28, 28, false, false));
        var row = judged.passwordId().orElseThrow();
        assertThat(STORE.matches(row, PASSWORD)).isTrue();
        assertThat(STORE.matches(row, PASSWORD + "x")).isFalse();
        assertThat(TEST.count("select count(*) from log.password_hash where id = '" + row.value() + "' and identity = '"
                        + ada + "' and hash like '$argon2id$%'"))
                .isEqualTo(1);
    }

    @Test
    void what_would_be_saved_is_refused_while_too_many_wait() {
        assertThatExceptionOfType(OverloadedException.class)
                .isThrownBy(() -> OVERLOADED.judge(submit(NOON), PASSWORD, open, person(Optional.empty())));
    }

    @Test
    void a_flow_that_is_not_there_costs_no_hash() {
        assertNotHashed(submit(NOON), PASSWORD, Settings.initial());
    }

    @Test
    void a_flow_that_expired_costs_no_hash() {
        assertNotHashed(submit(EXPIRY), PASSWORD, open);
    }

    @Test
    void a_flow_of_somebody_else_costs_no_hash() {
        var theirs =
                new Settings.Open(flow, new IdentityId(UUID.randomUUID()), FlowType.API, EXPIRY, BEGINNING, 0, false);

        assertNotHashed(submit(NOON), PASSWORD, theirs);
    }

    @Test
    void a_session_that_is_too_old_costs_no_hash() {
        var began = NOON.minus(Policy.kratos().privilegedAgeMax());

        assertNotHashed(submit(began, NOON), PASSWORD, open);
    }

    @Test
    void a_password_that_may_not_be_set_costs_no_hash() {
        assertNotHashed(submit(NOON), "short", open);
        assertNotHashed(submit(NOON), "ada@example.org", open);
    }

    @Test
    void the_password_in_force_is_not_hashed_again() {
        var current = PasswordStore.newId();
        STORE.add(current, ada, PASSWORD);

        var judged = JUDGE.judge(submit(NOON), PASSWORD, open, person(Optional.of(current)));

        assertThat(judged.facts()).contains(new PasswordFacts(28, 28, false, true));
        assertThat(judged.passwordId()).isEmpty();
    }

    private static PasswordJudge judge(PasswordStore store) {
        var schema = new SchemaSource("default", "classpath:io/retrace/command/settings/schema.json");
        var names = new SignInNames(SEALING, new IdentitySchemas(new IdentitySettings("default", List.of(schema))));
        return new PasswordJudge(store, SEALING, names, Optional.empty(), Policy.kratos());
    }

    private void assertNotHashed(SubmitPassword command, String password, Settings state) {
        var judged = OVERLOADED.judge(command, password, state, person(Optional.of(PasswordStore.newId())));

        assertThat(judged.passwordId()).isEmpty();
        assertThat(judged.facts()).isPresent();
        assertThat(SubmitPassword.decide(judged, state, Policy.kratos()).reply())
                .isNotInstanceOf(SettingsReply.Saved.class);
    }

    private SubmitPassword submit(Instant at) {
        return submit(at.minusSeconds(60), at);
    }

    private SubmitPassword submit(Instant authenticatedAt, Instant at) {
        return new SubmitPassword(
                flow,
                ada,
                new SessionId(UUID.randomUUID()),
                authenticatedAt,
                Optional.empty(),
                Optional.empty(),
                new Successor(new SettingsId(UUID.randomUUID()), new Sealed("day-2026-11-22", "c2VhbGVk")),
                at);
    }

    private Identity.Present person(Optional<PasswordId> current) {
        var address = new Identity.Address(
                new AddressId(UUID.randomUUID()),
                Via.EMAIL,
                Set.of(Purpose.RECOVERY),
                SEALING.seal(ada, ada.stream(), "ada@example.org"),
                Optional.empty(),
                NOON,
                NOON);
        return new Identity.Present(
                ada,
                "default",
                true,
                SEALING.seal(ada, ada.stream(), "{\"email\":\"ada@example.org\"}"),
                Optional.empty(),
                false,
                List.of(address),
                current,
                NOON,
                NOON,
                NOON);
    }
}
