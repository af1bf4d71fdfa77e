package io.retrace.standalone.soak;

import io.retrace.standalone.apart.PathTable;
import io.retrace.standalone.apart.PathTable.Port;
import java.util.List;
import java.util.Random;

/** Request lines and headers: every path of the path table, with ids that are there and ids that cannot be. */
final class HostileHeads {

    private static final List<String> METHODS = List.of(
            "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "G\u00cbT", "A");
    private static final List<String> OPERATIONS = List.of(
            "/health/alive",
            "/health/ready",
            "/version",
            "/metrics/prometheus",
            "/schemas",
            "/recovery/code",
            "/admin/audit/events",
            "/admin/audit/events/search",
            "/admin/audit/facets",
            "/admin/audit/networks/timeline",
            "/admin/replays",
            "/nothing",
            "/error",
            "/");
    private static final List<String> IDS = List.of(
            "x",
            "",
            "%00",
            "%zz",
            "%2e%2e%2f",
            "0-0-0-0-0000000000000000000000000000",
            "00000000-0000-4000-8000-000000000000",
            "00000000-0000-4000-8000-00000000000g",
            "%D9%A1",
            "' or 1=1 --".replace(" ", "%20"),
            "9".repeat(400));
    private static final List<String> QUERIES = List.of(
            "",
            "",
            "?flow=%s",
            "?id=%s",
            "?flow=%s&flow=x",
            "?flow=%s&token=x&code=y",
            "?return_to=http://[",
            "?return_to=%%00&refresh=true&aal=aal9",
            "?page_size=-1&page_token=%s",
            "?per_page=99999999999999999999&page=x",
            "?ids=%s&ids=x",
            "?as_of=%s",
            "?as_of=-999999999-01-01T00:00:00Z",
            "?active=%s",
            "?identity=%s&limit=9&order=asc",
            "?client=%s&outcome=failure",
            "?address=%s&address=%s",
            "?cursor=%s",
            "?from_position=1&to_position=%s",
            "?network=%s&after=-1&gap=x",
            "?=&&==&%%",
            "?%%zz=%%u1234&a[]=1&a.b=2");
    private static final List<String> SUFFIXES = List.of(
            "",
            "",
            "",
            "/%s",
            "/%s/sessions",
            "/recoveries/%s",
            "/recoveries/%s/document",
            "/recoveries/%s/steps",
            "/recoveries/%s/state",
            "/identities/%s/timeline",
            "/addresses/%s/state",
            ";x=1/%s",
            "/../%s",
            "%%2f%s");
    private static final List<String> HEADERS = List.of(
            "Accept: \u00ff/;q=nonsense",
            "Accept: text/html",
            "Accept: application/json;q=9, " + "*/*,".repeat(500),
            "Accept-Encoding: gzip, br;q=x",
            "Accept-Language: " + "x".repeat(2_000),
            "Authorization: Bearer \u0001",
            "Authorization: Basic %%%",
            "Cookie: ory_kratos_session=%00; ;;=; csrf_token_x=\u00ff",
            "Cookie: " + "a=b; ".repeat(500),
            "Forwarded: for=\"[",
            "X-Forwarded-For: nonsense, \u00ff",
            "X-Forwarded-Proto: javascript",
            "X-Forwarded-Host: [",
            "X-Session-Token: ory_st_\u00ff",
            "X-Session-Token: " + "x".repeat(4_000),
            "Origin: null",
            "Origin: http://evil.example",
            "Referer: http://[",
            "traceparent: 00-nonsense-\u00ff-01",
            "User-Agent: \u00ff\u00fe${jndi:ldap://127.0.0.1/x}",
            "X-Request-Id: '; drop table event; --",
            "X-HTTP-Method-Override: DELETE",
            "X-Original-URL: /admin/identities",
            "If-None-Match: *",
            "If-Modified-Since: nonsense",
            "Range: bytes=-1,5-2,99999999999999999999-",
            "Expect: 100-continue",
            "Expect: nonsense",
            "Upgrade: h2c",
            "Connection: Upgrade, HTTP2-Settings",
            "HTTP2-Settings: \u00ff",
            "Content-Encoding: gzip",
            "Content-Length: 7",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Content-Length: 1, 1",
            "Content-Length : 5",
            "Content-Length: +5",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: \u000bchunked",
            "Transfer-Encoding: gzip, chunked",
            "TE: trailers, deflate;q=x",
            "Host: other.example",
            "Host: [::1",
            "X-Folded: a\r\n b\r\n\tc",
            "X-Nul: a\u0000b",
            "X-Cr: a\rb",
            "X-Lf: a\nX-Other: b",
            "X Blank: a",
            ": empty",
            "no colon",
            "X-Huge: " + "x".repeat(20_000));

    private final Random random;
    private final List<String> ids;
    private final PathTable table = PathTable.read();

    /** @param live ids of flows and identities that are there */
    HostileHeads(Random random, List<String> live) {
        this.random = random;
        this.ids = List.copyOf(live);
    }

    /** Which port, and a request line without the protocol. */
    record Line(Port port, String method, String target) {}

    Line line() {
        var port = random.nextBoolean() ? Port.PUBLIC : Port.ADMIN;
        if (random.nextInt(8) == 0) {
            return new Line(port, any(METHODS), any(OPERATIONS) + query());
        }
        var row = any(table.rows(port));
        var method = random.nextInt(4) == 0 ? any(METHODS) : any(row.methods());
        return new Line(port, method, odd(row.path() + filled(any(SUFFIXES)) + query()));
    }

    /** A submit that finds what it names, if the id is of the right kind. */
    Line earnest() {
        return switch (random.nextInt(4)) {
            case 0 -> new Line(Port.PUBLIC, "POST", "/self-service/settings?flow=" + any(ids));
            case 1 -> new Line(Port.ADMIN, "POST", "/admin/identities");
            default -> new Line(Port.PUBLIC, "POST", "/self-service/recovery?flow=" + any(ids));
        };
    }

    /** Some headers that no proxy would let through; mostly none, so that what comes behind the head is read. */
    String headers() {
        if (random.nextInt(5) < 3) {
            return "";
        }
        var text = new StringBuilder();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            text.append(any(HEADERS)).append("\r\n");
        }
        if (random.nextInt(100) == 0) {
            text.append("X-Many: x\r\n".repeat(1_000));
        }
        return text.toString();
    }

    private String query() {
        return filled(any(QUERIES));
    }

    private String filled(String pattern) {
        var id = random.nextBoolean() ? any(ids) : any(IDS);
        return pattern.replace("%s", id).replace("%%", "%");
    }

    /** The same target in another dress; mostly as it is. */
    private String odd(String target) {
        return switch (random.nextInt(50)) {
            case 0 -> "http://other.example" + target;
            case 1 -> "//" + target;
            case 2 -> target.replaceFirst("/", "/./");
            case 3 -> target.replace("/", "%2f");
            case 4 -> target.replace("/", "\\");
            case 5 -> target + "%0d%0aX-Injected:%20yes";
            case 6 -> target + "/" + "a".repeat(1 + random.nextInt(20_000));
            case 7 -> target + "\u00e9\u00ff";
            case 8 -> target + "#fragment";
            case 9 -> target + "%c0%ae%c0%ae/";
            case 10 -> "*";
            case 11 -> "other.example:443";
            case 12 -> target + "?" + "a=b&".repeat(random.nextInt(2_000));
            case 13 -> target.replaceFirst("s", "%73");
            default -> target;
        };
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
