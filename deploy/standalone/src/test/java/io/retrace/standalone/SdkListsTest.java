package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.ory.kratos.ApiClient;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.ApiResponse;
import sh.ory.kratos.api.IdentityApi;
import sh.ory.kratos.model.CreateIdentityBody;
import sh.ory.kratos.model.Identity;
import sh.ory.kratos.model.Session;

/** What an operator lists, with Ory's own SDK. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class SdkListsTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final IdentityApi identities;
    private final Endpoints endpoints;

    SdkListsTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        identities = new IdentityApi(
                new ApiClient().setBasePath(endpoints.adminBase().toString()));
    }

    @Test
    void an_operator_pages_through_the_identities_newest_first() throws ApiException {
        var email = "first-" + UUID.randomUUID() + "@example.org";
        var first = createIdentity(email);
        var second = createIdentity("second-" + email);
        var both = List.of(first, second);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(page(2L, null, both).getData()).hasSize(2));
        var newest = page(1L, null, both);
        var token = URI.create(linkTo("next", newest)).getQuery().replaceAll(".*page_token=([^&]*).*", "$1");
        var oldest = page(1L, token, both);

        assertThat(newest.getData()).extracting(Identity::getId).containsExactly(second);
        assertThat(oldest.getData()).extracting(Identity::getId).containsExactly(first);
        assertThat(oldest.getData().getFirst().getTraits()).isEqualTo(Map.of("email", email));
        assertThat(header(oldest, "link")).doesNotContain("next");
        assertThat(Long.parseLong(header(oldest, "retrace-position"))).isPositive();
        assertThat(page(1_000L, null, null).getData())
                .extracting(Identity::getId)
                .containsAll(both);
    }

    @Test
    void an_operator_lists_the_sessions_of_an_identity() throws ApiException {
        var done = Journey.through(endpoints);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sessionsOf(done.identity(), true))
                        .extracting(Session::getActive)
                        .containsExactly(true));
        assertThat(sessionsOf(done.identity(), false)).isEmpty();
    }

    private String createIdentity(String email) throws ApiException {
        return identities
                .createIdentity(new CreateIdentityBody().schemaId("default").traits(Map.of("email", email)))
                .getId();
    }

    private ApiResponse<List<Identity>> page(@Nullable Long size, @Nullable String token, @Nullable List<String> ids)
            throws ApiException {
        return identities.listIdentitiesWithHttpInfo(null, null, size, token, null, ids, null, null, null, null);
    }

    private List<Session> sessionsOf(String identity, boolean active) throws ApiException {
        return identities.listIdentitySessions(identity, null, null, null, null, active);
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
}
