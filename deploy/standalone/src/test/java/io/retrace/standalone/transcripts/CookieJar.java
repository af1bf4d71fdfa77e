package io.retrace.standalone.transcripts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cookies of one browser; one host, one path, no clock. */
final class CookieJar {

    private static final String HASH = "<hash>";
    private static final Pattern EXPIRED = Pattern.compile(";\\s*max-age=(?:0|-\\d+)\\s*(?:;|$)");

    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** Takes the values of the {@code Set-Cookie} headers of one answer. */
    void take(Collection<String> setCookies) {
        for (String setCookie : setCookies) {
            int end = setCookie.indexOf(';');
            String pair = end < 0 ? setCookie : setCookie.substring(0, end);
            String name = pair.substring(0, Math.max(pair.indexOf('='), 0)).strip();
            if (EXPIRED.matcher(setCookie.toLowerCase(Locale.ROOT)).find()) {
                cookies.remove(name);
            } else {
                cookies.put(name, pair.strip());
            }
        }
    }

    /** The {@code Cookie} header for such a list, empty if none of them is in the jar. */
    Optional<String> header(List<String> wanted) {
        List<String> pairs = new ArrayList<>();
        for (String cookie : wanted) {
            if (cookie.contains("=")) {
                pairs.add(cookie);
            } else {
                find(cookie).ifPresent(pairs::add);
            }
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", pairs));
    }

    private Optional<String> find(String name) {
        if (!name.endsWith(HASH)) {
            return Optional.ofNullable(cookies.get(name));
        }
        String prefix = name.substring(0, name.length() - HASH.length());
        return cookies.entrySet().stream()
                .filter(cookie -> cookie.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
