package io.retrace.standalone.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a text may stand in a file: as it is, or encoded once. */
final class Spellings {

    private Spellings() {}

    /** Each by the encoding's name, as ISO-8859-1, a character for each byte. */
    static Map<String, String> of(String text) {
        var bytes = text.getBytes(UTF_8);
        var hex = HexFormat.of().formatHex(bytes);
        var all = new LinkedHashMap<String, String>();
        all.put("plain", new String(bytes, ISO_8859_1));
        all.put("hex", hex);
        all.put("HEX", HexFormat.of().withUpperCase().formatHex(bytes));
        all.put("URL", URLEncoder.encode(text, UTF_8));
        all.put("percent", percent(bytes, HexFormat.of()));
        all.put("PERCENT", percent(bytes, HexFormat.of().withUpperCase()));
        all.put("UTF-16LE", new String(text.getBytes(UTF_16LE), ISO_8859_1));
        all.put("UTF-16BE", new String(text.getBytes(UTF_16BE), ISO_8859_1));
        for (int offset = 0; offset < 3; offset++) {
            all.put("base64+" + offset, base64(Base64.getEncoder(), bytes, offset));
            all.put("base64url+" + offset, base64(Base64.getUrlEncoder(), bytes, offset));
        }
        return all;
    }

    private static String percent(byte[] bytes, HexFormat hex) {
        return hex.withPrefix("%").formatHex(bytes);
    }

    /** The characters that do not depend on what stands before and behind, when {@code offset} bytes stand before. */
    private static String base64(Base64.Encoder encoder, byte[] bytes, int offset) {
        var shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        var encoded = encoder.withoutPadding().encode(shifted);
        int from = offset == 0 ? 0 : offset + 1;
        int to = shifted.length / 3 * 4 + (shifted.length % 3 == 0 ? 0 : shifted.length % 3);
        return new String(Arrays.copyOfRange(encoded, from, to), US_ASCII);
    }
}
