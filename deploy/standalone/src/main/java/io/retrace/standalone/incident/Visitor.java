package io.retrace.standalone.incident;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Where somebody asks from, and with what. All addresses are of the ranges for documentation (RFC 5737, RFC 3849).
 *
 * @param client an IP address
 * @param agent the user agent that it names
 */
record Visitor(String client, String agent) {

    private static final int OFFICES = 12;
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
            "ExampleShop/7.4 (Android 16)",
            "ExampleShop/7.4 (iOS 19.1)");

    /** An honest person: at home, in an office with others, or behind the few addresses of a mobile network. */
    static Visitor honest(SplittableRandom chance) {
        var agent = AGENTS.get(chance.nextInt(AGENTS.size()));
        int where = chance.nextInt(100);
        if (where < 10) {
            return new Visitor(
                    "2001:db8:ff:" + hex(chance.nextInt(OFFICES)) + "::" + hex(chance.nextInt(1, 60)), agent);
        }
        if (where < 30) {
            return new Visitor("192.0.2." + chance.nextInt(1, 255), agent);
        }
        var home = "2001:db8:" + hex(chance.nextInt(0x1000, 0x10000)) + ":" + hex(chance.nextInt(0x10000));
        return new Visitor(home + "::" + hex(chance.nextInt(1, 0x10000)), agent);
    }

    private static String hex(int number) {
        return Integer.toHexString(number).toLowerCase(Locale.ROOT);
    }
}
