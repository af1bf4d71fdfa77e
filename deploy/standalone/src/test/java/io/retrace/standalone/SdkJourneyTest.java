package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.ory.kratos.ApiClient;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.ApiResponse;
import sh.ory.kratos.api.FrontendApi;
import sh.ory.kratos.api.IdentityApi;
import sh.ory.kratos.model.ContinueWithSetOrySessionToken;
import sh.ory.kratos.model.ContinueWithSettingsUi;
import sh.ory.kratos.model.CreateIdentityBody;
import sh.ory.kratos.model.Identity;
import sh.ory.kratos.model.RecoveryFlow;
import sh.ory.kratos.model.Session;
import sh.ory.kratos.model.UpdateRecoveryFlowBody;
import sh.ory.kratos.model.UpdateRecoveryFlowWithCodeMethod;
import sh.ory.kratos.model.UpdateRecoveryFlowWithCodeMethod.MethodEnum;
import sh.ory.kratos.model.UpdateSettingsFlowBody;
import sh.ory.kratos.model.UpdateSettingsFlowWithPasswordMethod;

/** A client that was written for Kratos, with Ory's own SDK. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class SdkJourneyTest {

    private static final String PASSWORD = "correct horse battery staple 4711";

    private final FrontendApi frontend;
    private final IdentityApi identities;
    private final NativeClient letters;
    private final String email = "sdk-" + UUID.randomUUID() + "@example.org";

    SdkJourneyTest(StandaloneFixture retrace) {
        frontend = new FrontendApi(
                new ApiClient().setBasePath(retrace.endpoints().publicBase().toString()));
        identities = new IdentityApi(
                new ApiClient().setBasePath(retrace.endpoints().adminBase().toString()));
        letters = new NativeClient(retrace.endpoints());
    }

    @Test
    void a_wrong_code_and_then_the_right_one_lead_to_a_session_and_a_new_password() throws ApiException {
        var identity = createIdentity();
        var opened = frontend.createNativeRecoveryFlow();
        assertThat(opened.getState()).hasToString("choose_method");

        var sent = submit(opened, code().email(email));
        assertThat(sent.getState()).hasToString("sent_email");
        assertThat(messageOf(sent)).isEqualTo(1060003);

        var mailed = letters.mailedCode(email);
        var rejected = submit(opened, code().code(mailed.equals("000000") ? "111111" : "000000"));
        assertThat(messageOf(rejected)).isEqualTo(4060006);

        var done = submit(opened, code().code(mailed));
        assertThat(done.getState()).hasToString("passed_challenge");
        var token = continuation(done, 0, ContinueWithSetOrySessionToken.class).getOrySessionToken();
        var settings = continuation(done, 1, ContinueWithSettingsUi.class).getFlow();

        var session = frontend.toSession(token, null, null);
        assertThat(session.getActive()).isTrue();
        assertThat(Objects.requireNonNull(session.getIdentity()).getId()).isEqualTo(identity.getId());

        var saved = frontend.updateSettingsFlow(
                settings.getId(),
                new UpdateSettingsFlowBody(new UpdateSettingsFlowWithPasswordMethod()
                        .method("password")
                        .password(PASSWORD)),
                token,
                null);
        assertThat(saved.getState()).hasToString("success");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(frontend.getSettingsFlow(settings.getId(), token, null)
                                .getState())
                        .hasToString("success"));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(
                                frontend.getRecoveryFlow(opened.getId(), null).getState())
                        .hasToString("passed_challenge"));

        assertThat(sessionsOf(identity, true)).singleElement().satisfies(listed -> {
            assertThat(listed.getId()).isEqualTo(session.getId());
            assertThat(listed.getActive()).isTrue();
        });
        assertThat(sessionsOf(identity, false)).isEmpty();

        identities.deleteIdentity(identity.getId());
        assertRefused(401, () -> frontend.toSession(token, null, null));
        assertRefused(404, () -> identities.getIdentity(identity.getId(), null));
    }

    @Test
    void a_flow_that_does_not_exist_is_an_exception_with_the_status() {
        var nowhere = "00000000-0000-4000-8000-000000000000";

        assertRefused(404, () -> frontend.getRecoveryFlow(nowhere, null));
        assertRefused(
                404,
                () -> frontend.updateRecoveryFlow(
                        nowhere, new UpdateRecoveryFlowBody(code().email(email)), null, null));
    }

    @Test
    void an_operator_pages_through_the_identities_newest_first() throws ApiException {
        var first = createIdentity();
        var second = identities.createIdentity(
                new CreateIdentityBody().schemaId("default").traits(Map.of("email", "second-" + email)));
        var both = List.of(first.getId(), second.getId());

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(page(2L, null, both).getData()).hasSize(2));
        var newest = page(1L, null, both);
        var token = URI.create(linkTo("next", newest)).getQuery().replaceAll(".*page_token=([^&]*).*", "$1");
        var oldest = page(1L, token, both);

        assertThat(newest.getData()).extracting(Identity::getId).containsExactly(second.getId());
        assertThat(oldest.getData()).extracting(Identity::getId).containsExactly(first.getId());
        assertThat(oldest.getData().getFirst().getTraits()).isEqualTo(Map.of("email", email));
        assertThat(header(oldest, "link")).doesNotContain("next");
        assertThat(Long.parseLong(header(oldest, "retrace-position"))).isPositive();
        assertThat(page(1_000L, null, null).getData())
                .extracting(Identity::getId)
                .containsAll(both);
    }

    private ApiResponse<List<Identity>> page(@Nullable Long size, @Nullable String token, @Nullable List<String> ids)
            throws ApiException {
        return identities.listIdentitiesWithHttpInfo(null, null, size, token, null, ids, null, null, null, null);
    }

    private static String header(ApiResponse<?> answer, String name) {
        return answer.getHeaders().getOrDefault(name, List.of("")).getFirst();
    }

    private static String linkTo(String relation, ApiResponse<?> answer) {
        return Arrays.stream(header(answer, "link").split(",", -1))
                .filter(link -> link.endsWith("rel=\"" + relation + "\""))
                .map(link -> link.substring(1, link.indexOf('>')))
                .findFirst()
                .orElseThrow();
    }

    private List<Session> sessionsOf(Identity identity, boolean active) throws ApiException {
        return identities.listIdentitySessions(identity.getId(), null, null, null, null, active);
    }

    private Identity createIdentity() throws ApiException {
        return identities.createIdentity(
                new CreateIdentityBody().schemaId("default").traits(Map.of("email", email)));
    }

    private RecoveryFlow submit(RecoveryFlow flow, UpdateRecoveryFlowWithCodeMethod fields) throws ApiException {
        return frontend.updateRecoveryFlow(flow.getId(), new UpdateRecoveryFlowBody(fields), null, null);
    }

    private static UpdateRecoveryFlowWithCodeMethod code() {
        return new UpdateRecoveryFlowWithCodeMethod().method(MethodEnum.CODE);
    }

    private static long messageOf(RecoveryFlow flow) {
        return Objects.requireNonNull(flow.getUi().getMessages()).getFirst().getId();
    }

    private static <T> T continuation(RecoveryFlow flow, int index, Class<T> type) {
        return type.cast(
                Objects.requireNonNull(flow.getContinueWith()).get(index).getActualInstance());
    }

    private static void assertRefused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(status));
    }
}
