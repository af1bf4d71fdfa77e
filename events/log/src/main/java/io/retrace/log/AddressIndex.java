package io.retrace.log;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The MAC of a normalised address under the claim key: what a look-up by address goes by. It stands in no event.
 *
 * @param hex lower case
 */
public record AddressIndex(String hex) {

    private static final Pattern BYTES = Pattern.compile("([0-9a-f]{2})+");

    public AddressIndex {
        if (!BYTES.matcher(hex).matches()) {
            throw new IllegalArgumentException("hex must be two lower-case hexadecimal digits for each byte");
        }
    }

    /** An index from raw MAC bytes. */
    public static AddressIndex of(byte[] mac) {
        return new AddressIndex(HexFormat.of().formatHex(Arrays.copyOf(mac, mac.length)));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
