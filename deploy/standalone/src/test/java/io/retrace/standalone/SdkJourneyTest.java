package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.ory.kratos.ApiClient;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.api.FrontendApi;
import sh.ory.kratos.api.IdentityApi;
import sh.ory.kratos.model.UpdateRecoveryFlowBody;
import sh.ory.kratos.model.UpdateRecoveryFlowWithCodeMethod;
import sh.ory.kratos.model.UpdateRecoveryFlowWithCodeMethod.MethodEnum;

/** A client that was written for Kratos, with Ory's own SDK. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class SdkJourneyTest {

    private final FrontendApi frontend;
    private final IdentityApi identities;
    private final Endpoints endpoints;

    SdkJourneyTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        frontend = new FrontendApi(
                new ApiClient().setBasePath(endpoints.publicBase().toString()));
        identities = new IdentityApi(
                new ApiClient().setBasePath(endpoints.adminBase().toString()));
    }

    @Test
    @Tag("difference-continue-with-auto")
    void a_recovery_ends_with_a_session_and_a_new_password_until_the_identity_is_deleted() throws ApiException {
        var done = Journey.through(endpoints);
        assertThat(frontend.toSession(done.token(), null, null).getActive()).isTrue();

        identities.deleteIdentity(done.identity());

        assertRefused(401, () -> frontend.toSession(done.token(), null, null));
        assertRefused(404, () -> identities.getIdentity(done.identity(), null));
    }

    @Test
    void a_flow_that_does_not_exist_is_an_exception_with_the_status() {
        var nowhere = "00000000-0000-4000-8000-000000000000";
        var email =
                new UpdateRecoveryFlowWithCodeMethod().method(MethodEnum.CODE).email("nobody@example.org");

        assertRefused(404, () -> frontend.getRecoveryFlow(nowhere, null));
        assertRefused(404, () -> frontend.updateRecoveryFlow(nowhere, new UpdateRecoveryFlowBody(email), null, null));
    }

    private static void assertRefused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(status));
    }
}
