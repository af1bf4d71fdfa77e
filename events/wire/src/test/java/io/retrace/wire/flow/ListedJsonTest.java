package io.retrace.wire.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionId;
import io.retrace.model.identity.Identity;
import io.retrace.model.session.Session;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Identities and sessions on an operator's lists, as the peer's transcripts have them. */
class ListedJsonTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Urls URLS = new Urls("http://public", "http://admin", "", "", "", "");
    private static final Identity.Present ADA = new Identity.Present(
            new IdentityId(new UUID(0, 1)),
            "default",
            true,
            plain("{\"email\":\"ada@example.org\"}"),
            Optional.of(plain("{\"public\":{\"a\":1},\"admin\":{\"b\":2}}")),
            false,
            List.of(new Identity.Address(
                    new AddressId(new UUID(0, 2)),
                    Via.EMAIL,
                    Set.of(Purpose.RECOVERY),
                    plain("ada@example.org"),
                    Optional.empty(),
                    NOON,
                    NOON)),
            Optional.empty(),
            NOON,
            NOON,
            NOON);

    @Test
    void an_identity_is_listed_without_its_credentials() {
        var listed = new IdentityJson(URLS, (closed, _) -> closed.text()).forList(ADA);

        assertThat(listed).isEqualTo(WireJson.mapper().readTree("""
                {"id":"00000000-0000-0000-0000-000000000001","schema_id":"default",
                 "schema_url":"http://public/schemas/ZGVmYXVsdA","state":"active",
                 "state_changed_at":"2026-11-22T12:00:00Z","traits":{"email":"ada@example.org"},
                 "recovery_addresses":[{"id":"00000000-0000-0000-0000-000000000002","value":"ada@example.org",
                   "via":"email","created_at":"2026-11-22T12:00:00Z","updated_at":"2026-11-22T12:00:00Z"}],
                 "metadata_public":{"a":1},"metadata_admin":{"b":2},"created_at":"2026-11-22T12:00:00Z",
                 "updated_at":"2026-11-22T12:00:00Z","organization_id":null}"""));
    }

    @Test
    void a_session_is_listed_with_its_person_but_not_their_addresses() {
        var session = new Session.Issued(
                new SessionId(new UUID(0, 3)),
                ADA.id(),
                new SecretMac(1, "dG9rZW4"),
                Method.CODE_RECOVERY,
                NOON,
                NOON.plusSeconds(60));

        var listed = new SessionJson(URLS, (closed, _) -> closed.text())
                .listed(session, false, ADA, new SessionJson.Device("192.0.2.1:1234", "probe"));

        assertThat(listed).isEqualTo(WireJson.mapper().readTree("""
                {"id":"00000000-0000-0000-0000-000000000003","active":false,"expires_at":"2026-11-22T12:01:00Z",
                 "authenticated_at":"2026-11-22T12:00:00Z","authenticator_assurance_level":"aal1",
                 "authentication_methods":[{"method":"code_recovery","aal":"aal1",
                   "completed_at":"2026-11-22T12:00:00Z"}],
                 "issued_at":"2026-11-22T12:00:00Z",
                 "identity":{"id":"00000000-0000-0000-0000-000000000001","schema_id":"default","schema_url":"",
                   "state":"active","state_changed_at":"2026-11-22T12:00:00Z",
                   "traits":{"email":"ada@example.org"},"metadata_public":{"a":1},
                   "created_at":"2026-11-22T12:00:00Z","updated_at":"2026-11-22T12:00:00Z","organization_id":null},
                 "devices":[{"id":"00000000-0000-0000-0000-000000000003","ip_address":"192.0.2.1:1234",
                   "user_agent":"probe","location":""}]}"""));
    }

    /** Not closed at all: the opener gives it as it is. */
    private static Sealed plain(String text) {
        return new Sealed("day-2026-11-22", text);
    }
}
