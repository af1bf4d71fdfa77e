package io.retrace.query.audit;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which software a user agent says that it is, without its version: what stays the same when an attacker's tool is updated. */
final class AgentFamily {

    /** Browsers name those whose pages they can show as well, so the most particular name counts. */
    private static final List<String> BROWSERS =
            List.of("Edg", "OPR", "SamsungBrowser", "Firefox", "FxiOS", "CriOS", "Chrome", "Safari");

    private static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}");

    private AgentFamily() {}

    /** The family, in lower case; {@code other} for what follows no convention (RFC 9110, section 10.1.5). */
    static String of(String agent) {
        for (var browser : BROWSERS) {
            if (agent.contains(browser + "/")) {
                return browser.toLowerCase(Locale.ROOT);
            }
        }
        var product = PRODUCT.matcher(agent);
        return product.lookingAt() ? product.group().toLowerCase(Locale.ROOT) : "other";
    }
}
