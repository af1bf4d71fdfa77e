package io.retrace.standalone;

import static io.retrace.standalone.Browser.locationOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient.Answer;
import io.retrace.wire.http.WireJson;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** People who change their profile, natively, in a browser and in a single-page app. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfileTest {

    private static final String SAVED = "1050001";

    private final StandaloneFixture retrace = StandaloneFixture.start(Map.of(
            "retrace.identity.schemas[0].id", "default",
            "retrace.identity.schemas[0].url", "classpath:identity-schemas/default.json",
            "retrace.identity.schemas[1].id", "person",
            "retrace.identity.schemas[1].url", personSchema(),
            "retrace.selfservice.flows.settings.ui_url", "/settings-ts",
            "retrace.selfservice.flows.settings.after.profile.default_browser_return_url",
                    "http://127.0.0.1:4455/profile-saved",
            "retrace.selfservice.flows.settings.after.default_browser_return_url", "http://127.0.0.1:4455/saved"));
    private final Endpoints endpoints = retrace.endpoints();
    private final NativeClient client = new NativeClient(endpoints);
    private String email = "";

    @BeforeEach
    void somebodyNew() {
        email = newAddress();
    }

    @AfterAll
    void stop() {
        try (retrace) {
            assertThat(retrace.differencesOnReplay()).isEmpty();
        }
    }

    @Test
    @Tag("row-272")
    @Tag("row-282")
    void the_form_has_a_field_for_each_trait_of_the_persons_own_schema_in_its_order() {
        var flow = fetch(signInNatively("\"name\":{\"first\":\"Ada\"},\"age\":36"));

        assertThat(nodes(flow))
                .containsExactly(
                        "default csrf_token hidden ''",
                        "profile traits.email email '" + email + "' E-Mail",
                        "profile traits.login text '' User name",
                        "profile traits.name.first text 'Ada' First name",
                        "profile traits.name.last text ''",
                        "profile traits.age number '36' Age",
                        "profile traits.newsletter checkbox '' Newsletter",
                        "profile method submit 'profile' Save",
                        "password password password '' Password",
                        "password method submit 'password' Save");
        assertThat(flow.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    @Tag("row-326")
    void a_native_client_sets_all_traits_at_once_and_what_it_leaves_out_is_gone() {
        var token = signInNatively("\"login\":\"ada\",\"age\":36");

        var saved = save(token, "\"email\":\"" + email + "\",\"login\":\"ada\",\"name\":{\"first\":\"Ada\"}");

        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.text("/state")).isEqualTo("success");
        assertThat(saved.text("/ui/messages/0/id")).isEqualTo(SAVED);
        assertThat(saved.json().at("/identity/traits")).isEqualTo(json("""
                {"email": "%s", "login": "ada", "name": {"first": "Ada"}}""".formatted(email)));
        assertThat(whoami(token).json().at("/identity/traits"))
                .isEqualTo(saved.json().at("/identity/traits"));
    }

    @Test
    @Tag("row-256")
    @Tag("row-257")
    void another_address_is_theirs_from_then_on_and_the_old_one_is_free() {
        var token = signInNatively("\"age\":36");
        var next = newAddress();

        var saved = save(token, "\"email\":\"" + next.toUpperCase(Locale.ROOT) + "\",\"age\":36");

        assertThat(saved.status()).isEqualTo(200);
        var addresses = saved.json().at("/identity/recovery_addresses");
        assertThat(addresses).hasSize(1);
        assertThat(addresses.at("/0/value").asString()).isEqualTo(next);
        assertThat(saved.text("/identity/verifiable_addresses/0/verified")).isEqualTo("false");
        client.createIdentity(email);
        var flow = client.askForCode(next);
        assertThat(client.submitCode(flow, client.mailedCode(next)).text("/state"))
                .isEqualTo("passed_challenge");
    }

    @Test
    void an_address_that_stays_stays_verified() {
        var token = signInNatively("\"age\":36");
        var before = whoami(token).json().at("/identity/verifiable_addresses");

        var saved = save(token, "\"email\":\"" + email + "\"");

        assertThat(saved.json().at("/identity/verifiable_addresses")).isEqualTo(before);
        assertThat(saved.text("/identity/verifiable_addresses/0/verified")).isEqualTo("true");
    }

    @Test
    void somebody_elses_address_is_refused_and_stays_theirs() {
        var theirs = newAddress();
        client.createIdentity(theirs);
        var token = signInNatively("\"age\":36");

        var refused = save(token, "\"email\":\"" + theirs + "\",\"age\":37");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/ui/messages/0/id")).isEqualTo("4000007");
        assertThat(refused.text("/ui/messages/0/text"))
                .isEqualTo("An account with the same identifier (email, phone, username, ...) exists already.");
        assertThat(valueOf(refused, "traits.email")).isEqualTo(theirs);
        assertThat(whoami(token).text("/identity/traits/email")).isEqualTo(email);
        assertThat(save(token, "\"email\":\"" + email + "\",\"age\":37").status())
                .isEqualTo(200);
        client.askForCode(theirs);
        assertThat(client.letterTo(theirs).status()).isEqualTo(200);
    }

    @Test
    @Tag("row-260")
    void what_the_schema_is_against_is_said_at_its_field_beside_what_was_typed() {
        var token = signInNatively("\"age\":36");

        var refused = save(
                token, "\"email\":\"foobar\",\"name\":{\"first\":\"A\",\"last\":\"7\"},\"age\":\"old\",\"shoe\":44");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(messageOf(refused, "traits.email")).isEqualTo("4000040 Enter a valid email address");
        assertThat(messageOf(refused, "traits.name.first")).isEqualTo("4000003 length must be >= 2, but got 1");
        assertThat(messageOf(refused, "traits.name.last")).isEqualTo("4000004 does not match pattern \"^[^0-9]*$\"");
        assertThat(messageOf(refused, "traits.age")).startsWith("4000001 ");
        assertThat(refused.text("/ui/messages/0/text")).isEqualTo("additionalProperties \"shoe\" not allowed");
        assertThat(valueOf(refused, "traits.email")).isEqualTo("foobar");
        assertThat(refused.text("/identity/traits/email")).isEqualTo(email);
        assertThat(save(token, "\"age\":36")
                        .json()
                        .at("/ui/nodes/1/messages/0/text")
                        .asString())
                .isEqualTo("Property email is missing.");
    }

    @Test
    void a_profile_without_traits_changes_nothing() {
        var token = signInNatively("\"age\":36");
        var flow = open(token);

        var refused = post(token, flow, "{\"method\":\"profile\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/ui/messages/0/text")).isEqualTo("Did not receive any value changes.");
    }

    @Test
    @Tag("difference-profile-bounds")
    void a_profile_of_more_than_64_KiB_is_refused() {
        var token = signInNatively("\"age\":36");

        var refused = save(token, "\"email\":\"" + email + "\",\"name\":{\"first\":\"" + "x".repeat(70_000) + "\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/ui/messages/0/text")).isEqualTo("The traits are larger than 64 KiB.");
    }

    @Test
    @Tag("row-290")
    @Tag("row-292")
    @Tag("row-322")
    @Tag("row-325")
    void a_browsers_form_is_read_by_the_schema_and_leads_on_with_the_session_cookie_set_again() {
        createPerson("\"age\":36,\"newsletter\":true");
        var browser = new Browser(endpoints);
        browser.recover(email);
        var flow = browser.openSettings();

        var saved = browser.submitSettings(
                flow,
                Map.of(
                        "method", "profile",
                        "traits.email", email,
                        "traits.name.first", "Ada",
                        "traits.age", "37",
                        "traits.newsletter", "false"));

        assertThat(saved.status()).isEqualTo(303);
        assertThat(locationOf(saved)).isEqualTo("http://127.0.0.1:4455/profile-saved");
        assertThat(saved.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("ory_kratos_session="));
        var shown = browser.settings(flow);
        assertThat(shown.text("/ui/messages/0/id")).isEqualTo(SAVED);
        assertThat(shown.json().at("/identity/traits")).isEqualTo(json("""
                {"email": "%s", "name": {"first": "Ada"}, "age": 37, "newsletter": false}""".formatted(email)));
        var home = endpoints.uiBase() + "/home";
        var leading = Browser.flowIn(browser.open("/self-service/settings/browser?return_to=" + home));
        assertThat(locationOf(browser.submitSettings(leading, Map.of("method", "profile", "traits.email", email))))
                .isEqualTo(home);
    }

    @Test
    @Tag("row-290")
    @Tag("row-292")
    @Tag("row-296")
    @Tag("row-297")
    void a_single_page_app_gets_the_flow_itself_refused_and_saved() {
        createPerson("\"age\":36");
        var app = new Browser(endpoints);
        app.recover(email);
        var flow = app.openSettings();

        var refused = app.sendSettings(flow, "\"method\":\"profile\",\"traits\":{\"email\":\"\"}");
        var saved = app.sendSettings(flow, "\"method\":\"profile\",\"traits\":{\"email\":\"" + email + "\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/id")).isEqualTo(flow);
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.text("/id")).isEqualTo(flow);
        assertThat(saved.text("/ui/messages/0/text")).isEqualTo("Your changes have been saved!");
        assertThat(saved.text("/continue_with/0/redirect_browser_to")).isEqualTo("http://127.0.0.1:4455/profile-saved");
        assertThat(saved.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("ory_kratos_session="));
    }

    @Test
    @Tag("row-293")
    void a_relative_page_stays_relative() {
        createPerson("\"age\":36");
        var browser = new Browser(endpoints);
        browser.recover(email);

        var opened = browser.open("/self-service/settings/browser");

        assertThat(opened.status()).isEqualTo(303);
        assertThat(locationOf(opened)).matches("/settings-ts\\?flow=[0-9a-f-]{36}");
    }

    @Test
    @Tag("row-314")
    @Tag("row-317")
    void a_browser_needs_its_token_and_a_native_flow_takes_no_browser() {
        createPerson("\"age\":36");
        var browser = new Browser(endpoints);
        browser.recover(email);
        var traits = Map.of("method", "profile", "traits.email", newAddress(), "csrf_token", "invalid_token");

        var forged = browser.submitSettings(browser.openSettings(), traits);

        assertThat(locationOf(forged)).startsWith(endpoints.uiBase() + "/error?id=");
        assertThat(browser.fetch("/sessions/whoami").text("/identity/traits/email"))
                .isEqualTo(email);
        var token = browser.cookie("ory_kratos_session");
        var sent = post(
                token,
                open(token),
                "{\"method\":\"profile\",\"traits\":{\"email\":\"a@b.c\"}}",
                "Origin",
                "https://a.b");
        assertThat(sent.status()).isEqualTo(400);
        assertThat(sent.text("/ui/messages/0/text")).contains("\"Origin\" key");
    }

    @Test
    @Tag("row-289")
    void nobody_changes_a_profile_in_somebody_elses_flow() {
        var theirs = open(client.recoverNew(newAddress()));
        var token = signInNatively("\"age\":36");

        var refused = post(token, theirs, "{\"method\":\"profile\",\"traits\":{\"email\":\"" + email + "\"}}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/error/reason")).startsWith("The request was initiated by someone else");
    }

    private String signInNatively(String traits) {
        createPerson(traits);
        var flow = client.askForCode(email);
        return client.submitCode(flow, client.mailedCode(email)).text("/continue_with/0/ory_session_token");
    }

    private void createPerson(String traits) {
        var created = client.postIdentity(
                "{\"schema_id\":\"person\",\"traits\":{\"email\":\"" + email + "\"," + traits + "}}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
    }

    private String open(String token) {
        return fetch(token).text("/id");
    }

    private Answer fetch(String token) {
        return client.send("GET", endpoints.publicBase(), "/self-service/settings/api", "", "X-Session-Token", token);
    }

    private Answer whoami(String token) {
        return client.send("GET", endpoints.publicBase(), "/sessions/whoami", "", "X-Session-Token", token);
    }

    private Answer save(String token, String traits) {
        return post(token, open(token), "{\"method\":\"profile\",\"traits\":{" + traits + "}}");
    }

    private Answer post(String token, String flow, String body, String... more) {
        var headers = Stream.concat(
                        Stream.of("X-Session-Token", token, "Content-Type", "application/json"), Stream.of(more))
                .toArray(String[]::new);
        return client.send("POST", endpoints.publicBase(), "/self-service/settings?flow=" + flow, body, headers);
    }

    private static Stream<String> nodes(Answer flow) {
        return flow.json()
                .at("/ui/nodes")
                .valueStream()
                .map(node -> "%s %s %s '%s' %s"
                        .formatted(
                                node.path("group").asString(),
                                node.at("/attributes/name").asString(),
                                node.at("/attributes/type").asString(),
                                node.at("/attributes/value").asString(""),
                                node.at("/meta/label/text").asString(""))
                        .strip());
    }

    private static JsonNode node(Answer flow, String name) {
        return flow.json()
                .at("/ui/nodes")
                .valueStream()
                .filter(node -> node.at("/attributes/name").asString("").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no field " + name + " in " + flow.body()));
    }

    private static String messageOf(Answer flow, String name) {
        var message = node(flow, name).at("/messages/0");
        return message.path("id").asString("") + " " + message.path("text").asString("");
    }

    private static String valueOf(Answer flow, String name) {
        return node(flow, name).at("/attributes/value").asString("");
    }

    private static JsonNode json(String text) {
        return WireJson.mapper().readTree(text);
    }

    private static String personSchema() {
        return Objects.requireNonNull(ProfileTest.class.getResource("/identity-schemas/person.json"))
                .toString();
    }

    private static String newAddress() {
        return UUID.randomUUID() + "@example.org";
    }
}
