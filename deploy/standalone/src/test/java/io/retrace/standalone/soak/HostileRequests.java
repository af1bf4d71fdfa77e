package io.retrace.standalone.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.retrace.standalone.apart.PathTable.Port;
import io.retrace.standalone.soak.HostileBodies.Body;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Hostile requests by number; the same seed, number and live ids give the same bytes. */
final class HostileRequests {

    private static final long STRIDE = 0x9E3779B97F4A7C15L;
    private static final int SLOW_ONE_IN = 400;
    private static final int HUGE_ONE_IN = 1_000;

    private final long seed;
    private final List<String> live;
    private final String token;

    /**
     * @param live ids of flows and identities that are there
     * @param token of a session that holds
     */
    HostileRequests(long seed, List<String> live, String token) {
        this.seed = seed;
        this.live = List.copyOf(live);
        this.token = token;
    }

    /**
     * What to send.
     *
     * @param pieces with a pause after each but the last
     */
    record Hostile(int number, String kind, Port port, List<byte[]> pieces) {

        Hostile {
            pieces = List.copyOf(pieces);
        }
    }

    Hostile number(int number) {
        var draft = new Draft(new Random(seed + number * STRIDE));
        if (number % SLOW_ONE_IN == 0) {
            return draft.slow(number);
        }
        if (number % HUGE_ONE_IN == 1) {
            return draft.huge(number);
        }
        return draft.quick(number);
    }

    /** One request in the making. */
    private final class Draft {

        private final Random random;
        private final HostileHeads heads;
        private final HostileBodies bodies;

        Draft(Random random) {
            this.random = random;
            this.heads = new HostileHeads(random, live);
            this.bodies = new HostileBodies(random);
        }

        Hostile quick(int number) {
            var line = heads.line();
            var earnest = heads.earnest();
            return switch (random.nextInt(16)) {
                case 0 -> one(number, "noise", line.port(), bodies.noise(4_000));
                case 1 -> one(number, "damaged", line.port(), bodies.damaged(request(line, bodies.next())));
                case 2 -> one(number, "pipelined", line.port(), pipelined(line.port()));
                case 3 -> one(number, "chunked", line.port(), chunked(line, bodies.next()));
                case 4 -> one(number, "smuggled", line.port(), smuggled(line, bodies.next()));
                case 5 -> one(number, "protocol", line.port(), otherProtocol(line));
                case 6 -> one(number, "cut short", line.port(), cutShort(request(line, bodies.next())));
                case 7, 8, 9 -> one(number, "earnest", earnest.port(), request(earnest, bodies.next()));
                default -> one(number, line.method(), line.port(), request(line, bodies.next()));
            };
        }

        Hostile slow(int number) {
            var line = heads.line();
            var whole = request(line, bodies.next());
            var pieces = new ArrayList<byte[]>();
            int length = Math.min(whole.length, 20);
            for (int i = 0; i < length; i++) {
                pieces.add(new byte[] {whole[i]});
            }
            pieces.add(Arrays.copyOfRange(whole, length, whole.length));
            return new Hostile(number, "slow", line.port(), pieces);
        }

        Hostile huge(int number) {
            var line = heads.line();
            return one(number, "huge", line.port(), request(line, bodies.huge()));
        }

        private Hostile one(int number, String kind, Port port, byte[] bytes) {
            return new Hostile(number, kind, port, List.of(bytes));
        }

        private byte[] request(HostileHeads.Line line, Body body) {
            var length = "Content-Length: " + body.bytes().length + "\r\n";
            return HostileBodies.join(head(line, "HTTP/1.1", body.type(), length), body.bytes());
        }

        private byte[] head(HostileHeads.Line line, String protocol, String type, String framing) {
            var text = line.method() + " " + line.target() + " " + protocol + "\r\nHost: 127.0.0.1\r\n"
                    + "Content-Type: " + type + "\r\n" + framing + session() + heads.headers() + "\r\n";
            return text.getBytes(ISO_8859_1);
        }

        private String session() {
            return random.nextInt(3) == 0 ? "X-Session-Token: " + token + "\r\n" : "";
        }

        private byte[] pipelined(Port port) {
            var all = new ArrayList<byte[]>();
            for (int i = 1 + random.nextInt(20); i > 0; i--) {
                var line = heads.line();
                all.add(request(new HostileHeads.Line(port, line.method(), line.target()), bodies.next()));
            }
            return HostileBodies.join(all.toArray(byte[][]::new));
        }

        private byte[] chunked(HostileHeads.Line line, Body body) {
            var size =
                    any("%x", "%x;a=b", "%x;" + "x".repeat(3_000), "0%x", "-%x", "zz", "ffffffffffffffffff", "%x ", "");
            var end = any(
                    "\r\n0\r\n\r\n",
                    "\r\n0\r\nX-Trailer: a\r\n\r\n",
                    "\r\n0\r\n" + "X-T: x\r\n".repeat(500),
                    "0\r\n",
                    "",
                    "\n0\n\n");
            var chunk = size.replace("%x", Integer.toHexString(body.bytes().length)) + "\r\n";
            return HostileBodies.join(
                    head(line, "HTTP/1.1", body.type(), "Transfer-Encoding: chunked\r\n"),
                    chunk.getBytes(ISO_8859_1),
                    body.bytes(),
                    end.getBytes(ISO_8859_1));
        }

        private byte[] smuggled(HostileHeads.Line line, Body body) {
            var inner = "GET /admin/identities HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
            var framing = any(
                    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n",
                    "Content-Length: 0\r\nContent-Length: 60\r\n",
                    "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                    "Transfer-Encoding:\r\n chunked\r\n",
                    "Transfer-Encoding : chunked\r\n",
                    "Content-Length: 0\n\r\n");
            return HostileBodies.join(
                    head(line, "HTTP/1.1", body.type(), framing), ("0\r\n\r\n" + inner).getBytes(ISO_8859_1));
        }

        private byte[] otherProtocol(HostileHeads.Line line) {
            return switch (random.nextInt(5)) {
                case 0 -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004".getBytes(ISO_8859_1);
                case 1 -> "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003".getBytes(ISO_8859_1);
                case 2 -> (line.method() + " " + line.target() + "\r\n").getBytes(ISO_8859_1);
                case 3 -> (line.method() + " " + line.target() + " HTTP/1.1\r\n\r\n").getBytes(ISO_8859_1);
                default ->
                    head(line, any("HTTP/1.0", "HTTP/9.9", "HTTP/1.", "http/1.1", "ICY", "HTTP/1.1 HTTP/1.1"), "", "");
            };
        }

        private byte[] cutShort(byte[] bytes) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }

        private String any(String... all) {
            return all[random.nextInt(all.length)];
        }
    }
}
