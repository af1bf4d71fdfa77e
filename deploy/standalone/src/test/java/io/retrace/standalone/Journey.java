package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import sh.ory.kratos.ApiClient;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.api.FrontendApi;
import sh.ory.kratos.api.IdentityApi;
import sh.ory.kratos.model.ContinueWithSetOrySessionToken;
import sh.ory.kratos.model.ContinueWithSettingsUi;
import sh.ory.kratos.model.CreateIdentityBody;
import sh.ory.kratos.model.RecoveryFlow;
import sh.ory.kratos.model.UpdateRecoveryFlowBody;
import sh.ory.kratos.model.UpdateRecoveryFlowWithCodeMethod;
import sh.ory.kratos.model.UpdateRecoveryFlowWithCodeMethod.MethodEnum;
import sh.ory.kratos.model.UpdateSettingsFlowBody;
import sh.ory.kratos.model.UpdateSettingsFlowWithPasswordMethod;

/** One whole recovery with Ory's own SDK, from a new identity to a new password and its history, checked on its way. */
@NullMarked
public final class Journey {

    private static final String PASSWORD = "correct horse battery staple 4711";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final FrontendApi frontend;
    private final IdentityApi identities;
    private final NativeClient client;
    private final String local = "journey-" + UUID.randomUUID();

    private Journey(Endpoints endpoints) {
        frontend = new FrontendApi(
                new ApiClient().setBasePath(endpoints.publicBase().toString()));
        identities = new IdentityApi(
                new ApiClient().setBasePath(endpoints.adminBase().toString()));
        client = new NativeClient(endpoints);
    }

    /**
     * What came of it.
     *
     * @param secrets what may stand nowhere: the address's local part, the code, the token, the password
     */
    public record Done(String identity, String recovery, String settings, String token, List<String> secrets) {}

    /** Goes through it; an assertion fails where it is not as it should be. */
    public static Done through(Endpoints endpoints) throws ApiException {
        return new Journey(endpoints).go();
    }

    private Done go() throws ApiException {
        var email = local + "@example.org";
        var identity = identities
                .createIdentity(new CreateIdentityBody().schemaId("default").traits(Map.of("email", email)))
                .getId();
        var opened = frontend.createNativeRecoveryFlow();
        assertThat(opened.getState()).hasToString("choose_method");
        var sent = submit(opened, code().email(email));
        assertThat(sent.getState()).hasToString("sent_email");
        assertThat(messageOf(sent)).isEqualTo(1060003);

        var mailed = client.mailedCode(email);
        var rejected = submit(opened, code().code(mailed.equals("000000") ? "111111" : "000000"));
        assertThat(messageOf(rejected)).isEqualTo(4060006);
        var passed = submit(opened, code().code(mailed));
        assertThat(passed.getState()).hasToString("passed_challenge");

        var token =
                continuation(passed, 0, ContinueWithSetOrySessionToken.class).getOrySessionToken();
        var settings =
                continuation(passed, 1, ContinueWithSettingsUi.class).getFlow().getId();
        assertThat(Objects.requireNonNull(frontend.toSession(token, null, null).getIdentity())
                        .getId())
                .isEqualTo(identity);
        setPassword(settings, token);
        readBack(identity, opened.getId());
        return new Done(identity, opened.getId(), settings, token, List.of(local, mailed, token, PASSWORD));
    }

    private void setPassword(String settings, String token) throws ApiException {
        var saved = frontend.updateSettingsFlow(
                settings,
                new UpdateSettingsFlowBody(new UpdateSettingsFlowWithPasswordMethod()
                        .method("password")
                        .password(PASSWORD)),
                token,
                null);
        assertThat(saved.getState()).hasToString("success");
        assertThat(frontend.getSettingsFlow(settings, token, null).getState()).hasToString("success");
    }

    private void readBack(String identity, String recovery) throws ApiException {
        assertThat(frontend.getRecoveryFlow(recovery, null).getState()).hasToString("passed_challenge");
        assertThat(identities.getIdentity(identity, null).getId()).isEqualTo(identity);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(typesOf(recovery))
                        .contains("recovery.CodeRejected", "recovery.RecoveryCompleted", "letter.LetterDelivered"));
    }

    private List<String> typesOf(String recovery) {
        return client.getAdmin("/admin/audit/recoveries/" + recovery)
                .json()
                .path("events")
                .valueStream()
                .map(event -> event.path("type").asString(""))
                .toList();
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
}
