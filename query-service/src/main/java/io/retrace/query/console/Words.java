package io.retrace.query.console;

import static java.util.Map.entry;

import io.retrace.model.event.EventType;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What events are called, in plain words. */
public final class Words {

    /** Where the name in the log is not what people say. */
    private static final Map<EventType, String> SAID = Map.ofEntries(
            entry(EventType.RECOVERY_INITIATED, "Recovery opened"),
            entry(EventType.RECOVERY_EMAIL_REQUESTED, "Letter asked for"),
            entry(EventType.CODE_REJECTED, "Code refused"),
            entry(EventType.LINK_REJECTED, "Link refused"),
            entry(EventType.RECOVERY_REFUSED, "Request refused"),
            entry(EventType.REFUSALS_SUPPRESSED, "Further refusals only counted"),
            entry(EventType.SETTINGS_REFUSALS_SUPPRESSED, "Further refusals only counted"),
            entry(EventType.RECOVERY_THROTTLED, "Throttled"),
            entry(EventType.RECOVERY_COMPLETED, "Account recovered"),
            entry(EventType.IDENTITY_CREATED, "Account created"),
            entry(EventType.IDENTITY_TRAITS_CHANGED, "Profile changed"),
            entry(EventType.IDENTITY_STATE_CHANGED, "Account switched on or off"),
            entry(EventType.SESSIONS_REVOKED, "Other sessions ended"),
            entry(EventType.IDENTITY_DELETED, "Account deleted"),
            entry(EventType.SESSION_ISSUED, "Session begun"),
            entry(EventType.SESSION_REVOKED, "Session ended"),
            entry(EventType.SETTINGS_INITIATED, "Settings opened"),
            entry(EventType.SETTINGS_COMPLETED, "Settings saved"),
            entry(EventType.PROJECTION_REBUILT, "View rebuilt"),
            entry(EventType.AUDIT_READ, "Audit trail read"));

    private static final Pattern ID =
            Pattern.compile("\\b([0-9a-f]{8})-[0-9a-f]{4}(?:-[0-9a-f]{4}){2}-[0-9a-f]{12}\\b");
    private static final Pattern HASH = Pattern.compile("\\b([0-9a-f]{8})[0-9a-f]{56}\\b");

    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?Z");

    private Words() {}

    /** A type by its name in the log, as {@code recovery.RecoveryLocked}: {@code Recovery locked}. */
    public static String title(String wireName) {
        return EventType.named(wireName)
                .map(type -> SAID.getOrDefault(type, sentence(wireName)))
                .orElse(wireName);
    }

    private static String sentence(String wireName) {
        var words = wireName.substring(wireName.indexOf('.') + 1).replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return words.substring(0, 1) + words.substring(1).toLowerCase(Locale.ROOT);
    }

    /** A text whose long ids and hashes are cut to what tells them apart, and its times to the second. */
    public static String brief(String text) {
        var cut = HASH.matcher(ID.matcher(text).replaceAll("$1")).replaceAll("$1");
        return TIME.matcher(cut).replaceAll("$1 $2");
    }

    /** {@code CODES_PER_IDENTITY} as {@code codes per identity}. */
    public static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
