package io.retrace.standalone.transcripts;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the value of a placeholder looks like, and how long it holds. */
enum Form {
    /** Known before the first step. */
    GIVEN(Life.KEPT, ".+"),
    ID(Life.KEPT, "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
    CODE(Life.KEPT, "[0-9]{6}"),
    TOKEN(Life.KEPT, "[A-Za-z0-9_-]{20,}"),
    CSRF(Life.NEWEST, "[A-Za-z0-9+/_-]{40,}={0,2}"),
    TIME(Life.FREE, "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z"),
    UNIX(Life.FREE, "\\d+"),
    NANOSECONDS(Life.FREE, "-?\\d+"),
    MINUTES(Life.FREE, "-?\\d+\\.\\d\\d"),
    DATE(Life.FREE, "[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"),
    /** Also nothing: a deleted cookie may have no value. */
    COOKIE(Life.FREE, "[^;]*"),
    HASH(Life.FREE, "[0-9a-f]{64}"),
    PAGE_TOKEN(Life.FREE, "[^&>;,\\s]+"),
    ADDRESS(Life.FREE, "\\S+:\\d+"),
    PASSWORD_HASH(Life.FREE, "\\$\\S+"),
    ANY(Life.FREE, ".*");

    private static final Pattern NUMBERED = Pattern.compile("(.+)-\\d+");
    private static final Set<String> GIVEN_NAMES = Set.of("public", "admin", "ui", "public-host");
    private static final Set<String> GIVEN_STEMS = Set.of("email", "phone", "hash-of-email");
    private static final Set<String> CODE_STEMS = Set.of("code", "sms-code");
    private static final Set<String> TOKEN_STEMS = Set.of("recovery-token", "session-token", "logout-token");
    private static final Set<String> ID_STEMS = Set.of(
            "recovery-flow",
            "settings-flow",
            "login-flow",
            "identity",
            "session",
            "error",
            "message",
            "device",
            "dispatch",
            "id");

    private final Life life;
    private final String regex;

    Form(Life life, String regex) {
        this.life = life;
        this.regex = regex;
    }

    enum Life {
        /** Bound where it is first seen, equal afterwards. */
        KEPT,
        /** The newest value, never compared. */
        NEWEST,
        /** Any value of the form, each time. */
        FREE
    }

    /** The form of the placeholder of that name, empty if the README knows none. */
    static Optional<Form> of(String name) {
        var numbered = NUMBERED.matcher(name);
        return numbered.matches() ? ofStem(numbered.group(1)) : ofPlain(name);
    }

    /** The name without its number. */
    static String stem(String name) {
        return NUMBERED.matcher(name).replaceFirst("$1");
    }

    Life life() {
        return life;
    }

    String regex() {
        return regex;
    }

    /** Whether the value is a number of the JSON, not a text. */
    boolean isNumber() {
        return this == UNIX || this == NANOSECONDS;
    }

    private static Optional<Form> ofStem(String stem) {
        if (GIVEN_STEMS.contains(stem)) {
            return Optional.of(GIVEN);
        }
        if (ID_STEMS.contains(stem) || stem.endsWith("-address")) {
            return Optional.of(ID);
        }
        if (CODE_STEMS.contains(stem)) {
            return Optional.of(CODE);
        }
        if (TOKEN_STEMS.contains(stem)) {
            return Optional.of(TOKEN);
        }
        return stem.equals("csrf") ? Optional.of(CSRF) : Optional.empty();
    }

    private static Optional<Form> ofPlain(String name) {
        if (GIVEN_NAMES.contains(name)) {
            return Optional.of(GIVEN);
        }
        for (Form form : values()) {
            if (form.life == Life.FREE
                    && form.name().equals(name.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }
}
