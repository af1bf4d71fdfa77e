package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.ory.kratos.ApiClient;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.api.FrontendApi;
import sh.ory.kratos.model.PerformNativeLogoutBody;
import sh.ory.kratos.model.UiContainer;
import sh.ory.kratos.model.UpdateRecoveryFlowBody;
import sh.ory.kratos.model.UpdateRecoveryFlowWithCodeMethod;
import sh.ory.kratos.model.UpdateRecoveryFlowWithCodeMethod.MethodEnum;
import sh.ory.kratos.model.UpdateSettingsFlowBody;
import sh.ory.kratos.model.UpdateSettingsFlowWithPasswordMethod;

/** Whole journeys of each kind of client with Ory's own SDK; also against a Retrace that runs already ({@link SdkEndpoints}). */
@NullMarked
@ExtendWith(SdkEndpoints.class)
class SdkEveryClientTest {

    private static final String PASSWORD = "correct horse battery staple 4711";

    private final Endpoints endpoints;
    private final NativeClient operator;
    private final String email = "sdk-" + UUID.randomUUID() + "@example.org";

    SdkEveryClientTest(Endpoints endpoints) {
        this.endpoints = endpoints;
        operator = new NativeClient(endpoints);
    }

    /** Keeps cookies as a browser does that knows one host. */
    private static final class Jar implements CookieJar {

        private final List<Cookie> cookies = new ArrayList<>();

        @Override
        public void saveFromResponse(HttpUrl url, List<Cookie> sent) {
            for (var cookie : sent) {
                cookies.removeIf(kept -> kept.name().equals(cookie.name()));
                cookies.add(cookie);
            }
        }

        @Override
        public List<Cookie> loadForRequest(HttpUrl url) {
            return cookies.stream()
                    .filter(cookie -> cookie.expiresAt() > System.currentTimeMillis())
                    .toList();
        }
    }

    @Test
    void a_native_client_recovers_asks_who_it_is_and_leaves() throws ApiException {
        var frontend = new FrontendApi(client());
        var token = operator.recoverNew(email);
        var session = frontend.toSession(token, null, null);
        assertThat(Objects.requireNonNull(session.getAuthenticationMethods())
                        .getFirst()
                        .getMethod())
                .hasToString("code_recovery");
        var settings = frontend.createNativeSettingsFlow(token);
        assertThat(frontend.updateSettingsFlow(settings.getId(), password(null), token, null)
                        .getState())
                .hasToString("success");

        frontend.performNativeLogout(new PerformNativeLogoutBody().sessionToken(token));

        assertRefused(401, () -> frontend.toSession(token, null, null));
    }

    @Test
    void a_single_page_app_recovers_sets_a_password_and_leaves_with_cookies_alone() throws ApiException {
        operator.createIdentity(email);
        var frontend = new FrontendApi(client().setHttpClient(
                        new OkHttpClient.Builder().cookieJar(new Jar()).build()));
        var flow = frontend.createBrowserRecoveryFlow(null);
        var sent = frontend.updateRecoveryFlow(
                flow.getId(), new UpdateRecoveryFlowBody(code(flow.getUi()).email(email)), null, null);
        assertThat(sent.getState()).hasToString("sent_email");
        var right = code(sent.getUi()).code(operator.mailedCode(email));

        var next = catchThrowableOfType(
                ApiException.class,
                () -> frontend.updateRecoveryFlow(flow.getId(), new UpdateRecoveryFlowBody(right), null, null));

        assertThat(next.getCode()).isEqualTo(422);
        assertThat(next.getResponseBody()).contains("\"browser_location_change_required\"");
        assertThat(frontend.toSession(null, null, null).getActive()).isTrue();
        var settings = frontend.getSettingsFlow(settingsIn(next), null, null);
        var saved = frontend.updateSettingsFlow(settings.getId(), password(token(settings.getUi())), null, null);
        assertThat(saved.getState()).hasToString("success");
        leave(frontend);
    }

    private void leave(FrontendApi frontend) throws ApiException {
        var logout = frontend.createBrowserLogoutFlow(null, null);
        // a fetch follows the redirect to the page for who has left
        frontend.updateLogoutFlow(logout.getLogoutToken(), null, null);
        assertRefused(401, () -> frontend.toSession(null, null, null));
        assertRefused(401, () -> frontend.createBrowserLogoutFlow(null, null));
    }

    @Test
    void an_error_page_reads_its_error() throws ApiException {
        var frontend = new FrontendApi(client());

        assertThat(String.valueOf(frontend.getFlowError("stub:500").getError())).contains("This is a stub error.");
        assertRefused(404, () -> frontend.getFlowError(UUID.randomUUID().toString()));
        assertRefused(401, () -> frontend.createNativeSettingsFlow("no-token"));
    }

    private ApiClient client() {
        return new ApiClient().setBasePath(endpoints.publicBase().toString());
    }

    private static String settingsIn(ApiException next) {
        return next.getResponseBody().replaceFirst("(?s).*/settings\\?flow=([0-9a-f-]{36}).*", "$1");
    }

    private static UpdateRecoveryFlowWithCodeMethod code(UiContainer ui) {
        return new UpdateRecoveryFlowWithCodeMethod().method(MethodEnum.CODE).csrfToken(token(ui));
    }

    private static UpdateSettingsFlowBody password(@Nullable String token) {
        return new UpdateSettingsFlowBody(new UpdateSettingsFlowWithPasswordMethod()
                .method("password")
                .password(PASSWORD)
                .csrfToken(token));
    }

    private static String token(UiContainer ui) {
        var first = ui.getNodes().getFirst().getAttributes().getUiNodeInputAttributes();
        return String.valueOf(first.getValue());
    }

    private static void assertRefused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(status));
    }
}
