package io.retrace.bench;

import io.retrace.bench.Steps.Broken;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whole recoveries of a browser without scripts and of the pages that serve it: start, read the flow, send the address as
 * a form, read the mail, send its code as a form, read the settings flow that it leads to.
 */
final class BrowserJourney implements Load.Worker {

    static final String WHOLE = "browser journey";
    static final String START = "start";
    static final String READ = "read";
    static final String ADDRESS = "address form";
    static final String CODE = "code form";
    static final String SETTINGS = "read settings";

    private static final int OK = 200;
    private static final int SEE_OTHER = 303;
    private static final byte[] TOKEN =
            Bytes.ascii("\"csrf_token\",\"type\":\"hidden\",\"disabled\":false,\"node_type\":\"input\",\"value\":\"");
    private static final Pattern FLOW = Pattern.compile("[?&]flow=([0-9a-f-]{36})");

    private final List<String> addresses;
    private final Mailbox mailbox;
    private final Steps steps;
    private final Requests requests;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private int turn;

    BrowserJourney(List<String> addresses, Setting setting) {
        this.addresses = List.copyOf(addresses);
        this.mailbox = setting.mailbox();
        int port = setting.server().publicPort();
        this.steps = new Steps(port);
        this.requests = new Requests(port);
    }

    @Override
    public void work(Recorder recorder) throws IOException, InterruptedException {
        Steps.counting(recorder, () -> travel(addresses.get(turn++ % addresses.size()), recorder));
    }

    private void travel(String address, Recorder recorder) throws IOException, InterruptedException, Broken {
        cookies.clear();
        long began = System.nanoTime();
        var flow = led(take(START, requests.visit("/self-service/recovery/browser", jar()), SEE_OTHER, recorder));
        var path = "/self-service/recovery?flow=" + flow;
        var token = token(READ, "/self-service/recovery/flows?id=" + flow, recorder);
        var expected = mailbox.expect(address);
        take(ADDRESS, requests.form(path, jar(), form("email", address, token)), SEE_OTHER, recorder);
        var mail = expected.await().orElseThrow(() -> new Broken("mail: none came"));
        var settings =
                led(take(CODE, requests.form(path, jar(), form("code", mail.code(), token)), SEE_OTHER, recorder));
        token(SETTINGS, "/self-service/settings/flows?id=" + settings, recorder);
        recorder.took(WHOLE, began, System.nanoTime());
    }

    private String token(String step, String path, Recorder recorder) throws IOException, Broken {
        return take(step, requests.get(path, jar()), OK, recorder)
                .textAfter(TOKEN)
                .orElseThrow(() -> new Broken(step + ": no token"));
    }

    private Answer take(String step, byte[] request, int expected, Recorder recorder) throws IOException, Broken {
        var answer = steps.take(step, request, expected, recorder);
        answer.headers("set-cookie").forEach(cookie -> {
            var pair = cookie.substring(0, cookie.indexOf(';'));
            cookies.put(pair.substring(0, pair.indexOf('=')), pair);
        });
        return answer;
    }

    private String jar() {
        return String.join("; ", cookies.values());
    }

    private static String led(Answer answer) throws Broken {
        var location = answer.headers("location").findFirst().orElse("");
        var flow = FLOW.matcher(location);
        if (!flow.find()) {
            throw new Broken("led to no flow");
        }
        return flow.group(1);
    }

    private static String form(String field, String value, String token) {
        return "method=code&" + field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&csrf_token="
                + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        steps.close();
    }
}
