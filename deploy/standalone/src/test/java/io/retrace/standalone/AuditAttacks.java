package io.retrace.standalone;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.jspecify.annotations.NullMarked;

/** Requests to the audit API that no honest responder sends; the same seed and number give the same bytes. */
@NullMarked
final class AuditAttacks {

    /** What hostile texts hold and no answer may. */
    static final String MARK = "zqhostilezq";

    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    private static final List<String> PLACES = List.of(
            "/audit/events",
            "/audit/events",
            "/audit/facets",
            "/audit/export",
            "/audit/tail",
            "/audit/recoveries/%s",
            "/audit/recoveries/%s/document",
            "/audit/recoveries/%s/state",
            "/audit/recoveries/%s/steps",
            "/audit/recoveries/%s/timeline",
            "/audit/identities/%s/state",
            "/audit/identities/%s/timeline",
            "/audit/sessions/%s/state",
            "/audit/addresses/%s/state",
            "/audit/addresses/%s/timeline",
            "/audit/networks/timeline",
            "/audit/%s",
            "/audit/%s/" + MARK,
            "/replays",
            "/replays/%s",
            "/replays/%s/resume");

    private static final List<String> NAMES = List.of(
            "identity",
            "address",
            "flow",
            "session",
            "client",
            "agent",
            "type",
            "outcome",
            "actor",
            "trace",
            "from",
            "to",
            "from_position",
            "to_position",
            "order",
            "limit",
            "cursor",
            "as_of",
            "after",
            "gap",
            "network",
            "format",
            "reveal",
            "reason",
            MARK,
            "",
            "%00",
            "identity%5B%5D");

    private static final List<String> VALUES = List.of(
            MARK,
            MARK + "%00",
            "%zz" + MARK,
            "%c0%ae" + MARK,
            MARK + "@example.org%0d%0aX-Injected:%20yes",
            "'%20or%201=1;--%20" + MARK,
            "${jndi:ldap://127.0.0.1/" + MARK + "}",
            "%E2%80%AE" + MARK,
            "%ED%A0%80" + MARK,
            "",
            "+",
            "null",
            "true",
            "desc",
            "csv",
            "ndjson",
            "success",
            "recovery.CodeRejected",
            "-1",
            "0",
            "1",
            "1e9",
            "0x10",
            "1000",
            "1001",
            "9223372036854775807",
            "999999999999999999",
            "9".repeat(40),
            "%D9%A1%D9%A2",
            "%2B300000-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "2026-02-30T00:00:00Z",
            "2026-11-21T12:00:00%2B18:00",
            "10.0.0.0/33",
            "10.0.0.0/-1",
            "0.0.0.0/0",
            "::/0",
            "::/129",
            "::ffff:1.2.3.4/8",
            "fe80::1%25lo",
            "1.2.3.4.5",
            "0177.0.0.1",
            "0af7651916cd43dd8448eb211c80319c",
            "00000000000000000000000000000000",
            "00000000-0000-4000-8000-000000000000",
            "0-0-0-0-0000000000000000000000000000",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "=====",
            MARK.repeat(300));

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json; charset=utf-16",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=" + MARK,
            "text/" + MARK,
            ";;;",
            "application/xml");

    private static final List<String> MEMBERS = List.of(
            "\"" + MARK + "\"",
            "\"" + MARK + "\\u0000\"",
            "\"\\ud800" + MARK + "\"",
            "{\"" + MARK + "\":{}}",
            "[\"" + MARK + "\",[\"" + MARK + "\"]]",
            "[" + "1,".repeat(200) + "1]",
            "null",
            "true",
            "{}",
            "[]",
            "-1",
            "1e400",
            "0.5",
            "9".repeat(60),
            "\"recorded\"",
            "\"kratos\"",
            "{\"submissions_max\":\"" + MARK + "\"}",
            "{\"submissions_max\":-5}",
            "{\"submissions_max\":99999999999}",
            "{\"code_lifetime\":\"" + MARK + "\"}",
            "{\"budgets\":{\"codes_per_identity\":{\"limit\":-1,\"window\":\"PT-1H\"}}}",
            "{\"from\":\"" + MARK + "\"}",
            "{\"from\":1,\"to\":99999999999999999999}",
            "{\"from\":\"+999999999-01-01T00:00:00Z\"}",
            "{\"from\":9,\"to\":2}",
            "{\"clients\":[\"" + MARK + "\"]}",
            "{\"flows\":[\"" + MARK + "\"],\"" + MARK + "\":1}",
            "{\"identities\":[null]}",
            "[".repeat(2_000));

    private static final List<String> KEYS =
            List.of("range", "policy", "suspects", "address", "identity", "limit", "type", "from", MARK, "");

    private final long seed;
    private final List<String> live;

    /** @param live ids that are there */
    AuditAttacks(long seed, List<String> live) {
        this.seed = seed;
        this.live = List.copyOf(live);
    }

    /** What to send: a request line without the protocol, more lines of the head, a body. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Attack(String start, List<String> headers, byte[] body) {}

    Attack number(int number) {
        var random = new Random(seed + number * STRIDE);
        var method = method(random);
        var place = method.equals("POST") && random.nextInt(3) > 0
                ? any(random, List.of("/audit/events/search", "/replays"))
                : any(random, PLACES);
        var target = "/admin" + place.replace("%s", id(random)) + query(random, place);
        var headers = new ArrayList<>(List.of("Content-Type: " + any(random, TYPES)));
        if (place.endsWith("/tail")) {
            headers.add("Last-Event-ID: " + MARK); // or it would never end
        }
        return new Attack(method + " " + target, headers, method.equals("POST") ? body(random) : new byte[0]);
    }

    private static String method(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "HEAD";
            case 1 -> "DELETE";
            case 2 -> any(random, List.of("PUT", "PATCH", "OPTIONS", "PROPFIND"));
            case 3, 4, 5 -> "POST";
            default -> "GET";
        };
    }

    private String id(Random random) {
        return random.nextBoolean()
                ? any(random, live)
                : any(random, VALUES).replace("/", "%2f").replace("{", "%7b").replace("}", "%7d");
    }

    private String query(Random random, String place) {
        var query = new StringJoiner("&", "?", "");
        for (int i = random.nextInt(4); i > 0; i--) {
            var value = random.nextInt(4) == 0 ? any(random, live) : any(random, VALUES);
            query.add(any(random, NAMES)
                    + (random.nextInt(20) == 0 ? "" : "=")
                    + value.replace("{", "%7b").replace("}", "%7d"));
        }
        if (place.endsWith("/export") && random.nextBoolean()) {
            query.add("format=" + any(random, List.of("csv", "ndjson")));
        }
        return query.length() == 1 ? "" : query.toString();
    }

    private static byte[] body(Random random) {
        var members = new StringJoiner(",", "{", "}");
        for (int i = random.nextInt(4); i > 0; i--) {
            members.add("\"" + any(random, KEYS) + "\":" + any(random, MEMBERS));
        }
        var text = members.toString();
        return switch (random.nextInt(12)) {
            case 0 -> MARK.getBytes(UTF_8);
            case 1 -> text.getBytes(UTF_16);
            case 2 -> ("[" + text + "]").getBytes(UTF_8);
            case 3 -> text.substring(0, random.nextInt(text.length())).getBytes(UTF_8);
            case 4 -> ("{\"address\":\"" + MARK.repeat(30_000) + "\"}").getBytes(UTF_8);
            case 5 -> ("{\"address\":\"a\",\"address\":\"" + MARK + "\"}").getBytes(UTF_8);
            case 6 -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2};
            default -> text.getBytes(UTF_8);
        };
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
