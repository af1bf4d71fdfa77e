package io.retrace.standalone.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient;
import io.retrace.standalone.NativeClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One person whose every secret is known to us: recovers an account, and lets go wrong what can go wrong meanwhile. */
final class Canary {

    private static final String JSON = "application/json";

    private final StandaloneProcess retrace;
    private final Postbox postbox;
    private final NativeClient client;
    private final String local = "canary-" + UUID.randomUUID();
    private final String address = local + "@example.org";
    private final String unknown = "nobody-" + UUID.randomUUID();
    private final String refused = Postbox.REFUSED + UUID.randomUUID();
    private final String agent = "CanaryAgent-" + UUID.randomUUID();
    private final String clientAddress;
    private final String password = "Canary+P\u00e4ssword " + UUID.randomUUID();
    private final String badPassword = local + "1";
    private String identity = "";
    private String flow = "";
    private String code = "";
    private String token = "";

    /** @param number 1 to 99; it makes the client's address its own */
    Canary(StandaloneProcess retrace, Postbox postbox, int number) {
        this.retrace = retrace;
        this.postbox = postbox;
        this.client = new NativeClient(retrace.endpoints());
        this.clientAddress = "2001:db8:ca:4711::" + (1_000 + number);
    }

    String flow() {
        return flow;
    }

    String address() {
        return address;
    }

    String identity() {
        return identity;
    }

    String code() {
        return code;
    }

    /** All but the code. */
    Set<String> secrets() {
        return Set.of(
                local, unknown, refused, agent, clientAddress, password, badPassword, token.replace("ory_st_", ""));
    }

    /** Until the code has come. */
    void asksForACode() {
        identity = client.createIdentity(address);
        client.createIdentity(refused + "@example.org");
        flow = client.openRecovery();
        assertThat(submit(flow, email(address)).text("/state")).isEqualTo("sent_email");
        code = postbox.codeFor(address);
        client.askForCode(unknown + "@example.org");
        client.askForCode(refused + "@example.org");
        postbox.awaitRefused(refused + "@example.org");
    }

    /** Every place where a secret can be put that does not belong there. */
    void errs() {
        var other = client.askForCode(address);
        for (var secret : List.of(local, address, code)) {
            client.submit(other, JSON, ("{\"method\":\"code\",\"code\":\"" + secret).getBytes(UTF_8));
            client.submit(other, "text/x-" + local, secret.getBytes(UTF_8));
            client.submit(other, "multipart/form-data; boundary=" + local, secret.getBytes(UTF_8));
            submit(other, "{\"method\":\"" + secret + "\"}");
            submit(
                    other,
                    "{\"method\":\"code\",\"email\":\"" + secret + "\",\"transient_payload\":[\"" + secret + "\"]}");
            getsLost(secret);
        }
        client.postIdentity("{\"schema_id\":\"default\",\"traits\":{\"email\":\"" + address + "\"}}");
        client.postIdentity("{\"schema_id\":\"default\",\"traits\":{\"email\":\"" + local + "\",\"" + local + "\":1}}");
        client.postIdentity("{\"schema_id\":\"" + local + "\",\"traits\":{\"email\":\"" + address);
    }

    private void getsLost(String secret) {
        for (var path : List.of(
                "/self-service/recovery/flows?id=%s",
                "/self-service/recovery/api?return_to=http://%s/",
                "/self-service/errors?id=%s",
                "/sessions/whoami/../%s",
                "/nothing/%s",
                "/admin/identities?ids=%s&page_token=%s",
                "/admin/identities/%s",
                "/admin/identities/../%s",
                "/admin/audit/recoveries/%s/document?as_of=%s",
                "/x|%s|",
                "/?=&%%%s")) {
            var target = path.replace("%%", "%").replace("%s", secret);
            raw("GET " + target, "X-Lost: " + secret);
            raw("GET " + target, "X Lost " + secret + ": x");
            raw("G(" + secret + " " + target, "Host: " + secret);
            raw("POST " + target, "Transfer-Encoding: " + secret);
        }
        raw("GET /health/alive", "X-Huge: " + secret.repeat(2_000));
        raw("GET /sessions/whoami", "X-Session-Token: " + secret + "\u0001");
        raw("GET /sessions/whoami", "Cookie: ory_kratos_session=" + secret + "; =" + secret + "\u00ff");
        raw("GET /self-service/recovery/api", "Accept: " + secret + "/\u00ff");
    }

    /** While nothing can be stored. */
    void triesInVain() {
        assertThat(submit(flow, email(address)).status()).isEqualTo(503);
        assertThat(submit(flow, "{\"method\":\"code\",\"code\":\"" + code + "\"}")
                        .status())
                .isEqualTo(503);
        client.postIdentity("{\"schema_id\":\"default\",\"traits\":{\"email\":\"late-" + address + "\"}}");
    }

    /** To the end: a session, a password that is refused, one that is not. */
    void recovers() {
        var passed = submit(flow, "{\"method\":\"code\",\"code\":\"" + code + "\"}");
        assertThat(passed.text("/state")).as(passed.body()).isEqualTo("passed_challenge");
        token = passed.text("/continue_with/0/ory_session_token");
        var settings = "/self-service/settings?flow=" + passed.text("/continue_with/1/flow/id");
        setPassword(settings, badPassword);
        assertThat(setPassword(settings, password).text("/state")).isEqualTo("success");
        client.send("GET", publicBase(), "/sessions/whoami", "", "Authorization", "Bearer " + token);
        getsLost(token);
    }

    private Answer setPassword(String settings, String wished) {
        var body = "{\"method\":\"password\",\"password\":\"" + wished + "\"}";
        return client.send(
                "POST",
                publicBase(),
                settings,
                body,
                "Content-Type",
                JSON,
                "X-Session-Token",
                token,
                "User-Agent",
                agent);
    }

    private Answer submit(String recovery, String body) {
        return client.submit(
                recovery, JSON, body.getBytes(UTF_8), "User-Agent", agent, "X-Forwarded-For", clientAddress);
    }

    private static String email(String address) {
        return "{\"method\":\"code\",\"email\":\"" + address + "\"}";
    }

    private void raw(String start, String header) {
        var head = (start + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n\r\n").getBytes(ISO_8859_1);
        for (var base : List.of(publicBase(), retrace.endpoints().adminBase())) {
            try {
                assertThat(RawExchange.send(base, List.of(head)).hung()).isFalse();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private URI publicBase() {
        return retrace.endpoints().publicBase();
    }
}
