package io.retrace.standalone.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Bodies that no honest client sends, and honest ones with something wrong. */
final class HostileBodies {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int HUGE_BYTES = 5 << 20;

    private static final List<String> TYPES = List.of(
            JSON,
            FORM,
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/json; charset=utf-16",
            "application/json; charset=utf-7",
            "application/json; charset=nonsense",
            "APPLICATION/JSON",
            "application/json, text/plain",
            "application/merge-patch+json",
            "application/xml",
            "text/plain",
            "*/*",
            ";;;",
            "\u00ff/\u00fe",
            "application/" + "x".repeat(5_000));

    private static final List<String> FIELDS = List.of(
            "method",
            "email",
            "code",
            "password",
            "csrf_token",
            "transient_payload",
            "recovery_address",
            "recovery_confirm_address",
            "screen",
            "schema_id",
            "traits",
            "credentials",
            "metadata_public",
            "state",
            "verifiable_addresses",
            "__proto__",
            "");

    private static final List<String> TEXTS = List.of(
            "code",
            "password",
            "default",
            "active",
            "a@example.org",
            "123456",
            "",
            "\\u0000",
            "\\ud800",
            "\\udfff\\ud800",
            "a\\u0000@example.org",
            "a@example.org\\r\\nBcc: b@example.org",
            "' or 1=1; drop table event; --",
            "${jndi:ldap://127.0.0.1/x}",
            "{{7*7}}<script>alert(1)</script>",
            "../../../../etc/passwd",
            "\u202e\u0000\u0007",
            "a\u00e9\ud83d\ude00@ex\u00e4mple.org");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "-0",
            "1e999999999",
            "-1E-999999999",
            "0x1",
            "01",
            "NaN",
            "1.",
            "{\"a\":",
            "[[",
            "\"",
            "\"\\u12\"",
            "'code'",
            "\"a\" \"b\"");

    private final Random random;

    HostileBodies(Random random) {
        this.random = random;
    }

    /**
     * A body and what its head says of it.
     *
     * @param content each character is a byte
     */
    record Body(String type, String content) {

        byte[] bytes() {
            return content.getBytes(ISO_8859_1);
        }
    }

    Body next() {
        return switch (random.nextInt(12)) {
            case 0 -> body(any(TYPES), noise(2_000));
            case 1 -> body(JSON, deep());
            case 2 -> body(JSON, damaged(object()));
            case 3 -> body(JSON, withMark(object()));
            case 4 -> body(FORM, form());
            case 5 -> body(FORM, damaged(form()));
            case 6 -> body("multipart/form-data; boundary=x", multipart());
            case 7 -> body(any(TYPES), object());
            case 8 -> body(JSON, endless());
            default -> body(JSON, object());
        };
    }

    /** Around the largest that is taken. */
    Body huge() {
        var start = "{\"method\":\"code\",\"email\":\"a@example.org\",\"x\":\"";
        var text = start + "x".repeat(HUGE_BYTES - 100 + random.nextInt(200)) + "\"}";
        return body(random.nextBoolean() ? JSON : FORM, text.getBytes(UTF_8));
    }

    private static Body body(String type, byte[] bytes) {
        return new Body(type, new String(bytes, ISO_8859_1));
    }

    private byte[] object() {
        var text = new StringBuilder("{");
        int fields = random.nextInt(6);
        for (int i = 0; i < fields; i++) {
            text.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(any(FIELDS))
                    .append("\":")
                    .append(value(3));
        }
        return text.append('}').toString().getBytes(UTF_8);
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> any(VALUES);
            case 1 -> "9".repeat(1 + random.nextInt(3_000));
            case 2, 3, 4 -> '"' + any(TEXTS) + '"';
            case 5 -> "[" + value(depth - 1) + "," + value(depth - 1) + "]";
            default -> "{\"" + any(FIELDS) + "\":" + value(depth - 1) + "}";
        };
    }

    private byte[] deep() {
        int depth = 1 + random.nextInt(20_000);
        var open = random.nextBoolean() ? "[" : "{\"" + any(FIELDS) + "\":";
        return (open.repeat(depth) + "1").getBytes(UTF_8);
    }

    private byte[] endless() {
        var text = any(List.of("x", "1", "\\u0000", "\u00e9", "@", ".")).repeat(1 + random.nextInt(30_000));
        return ("{\"method\":\"code\",\"" + any(FIELDS) + "\":\"" + text + "\"}").getBytes(UTF_8);
    }

    private byte[] withMark(byte[] body) {
        var mark = any(List.of("\u00ef\u00bb\u00bf", "\u00fe\u00ff", "\u0000", "\u00ff", "\u00c0\u00ae", "\r\n\r\n"));
        return random.nextBoolean() ? join(mark.getBytes(ISO_8859_1), body) : join(body, mark.getBytes(ISO_8859_1));
    }

    private byte[] form() {
        var text = new StringBuilder();
        int pairs = random.nextInt(20) == 0 ? 5_000 : random.nextInt(8);
        for (int i = 0; i < pairs; i++) {
            var value = any(
                    List.of("code", "%zz", "%00", "%", "a%40example.org", "+", "%ff%fe", "%f0%9f", "1=2", "%u1234"));
            text.append('&')
                    .append(any(FIELDS))
                    .append(any(List.of("=", "", "[]=", ".a=", "==")))
                    .append(value);
        }
        return text.toString().getBytes(UTF_8);
    }

    private byte[] multipart() {
        var text = new StringBuilder();
        int parts = random.nextInt(20) == 0 ? 2_000 : random.nextInt(5);
        for (int i = 0; i < parts; i++) {
            text.append("--x\r\nContent-Disposition: form-data; name=\"")
                    .append(any(FIELDS))
                    .append('"');
            text.append(any(List.of("", "; filename=\"../x\"", "; filename=\"\u0000\"", "; name=\"b\"")));
            text.append(any(List.of("\r\n\r\n", "\r\n", "\n\n")))
                    .append(any(TEXTS))
                    .append("\r\n");
        }
        return text.append(any(List.of("--x--\r\n", "--x", ""))).toString().getBytes(UTF_8);
    }

    /** A few bytes changed, lost or doubled. */
    byte[] damaged(byte[] bytes) {
        var damaged = new ByteArrayOutputStream();
        for (byte one : bytes) {
            int fate = random.nextInt(Math.max(40, bytes.length / 3));
            if (fate != 0) {
                damaged.write(one);
            }
            if (fate <= 1) {
                damaged.write(random.nextInt(256));
            }
        }
        return damaged.toByteArray();
    }

    byte[] noise(int bytesMax) {
        var noise = new byte[random.nextInt(bytesMax)];
        random.nextBytes(noise);
        return noise;
    }

    static byte[] join(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        for (var piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
