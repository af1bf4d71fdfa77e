package io.retrace.query.console.lab;

import java.util.Locale;

/**
 * What a decision came to, in few plain words.
 *
 * @param tone how it looks; beside the words, never in their place
 */
record Verdict(String words, Tone tone) {

    /** What it means to whoever asked. */
    enum Tone {
        ALLOWED,
        REFUSED,
        STOPPED,
        NEUTRAL;

        /** As style sheets and charts name it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a report says of a decision.
     *
     * @param gist the event's name and, after a colon, its reason; {@code nothing} for no further event
     */
    static Verdict of(String gist) {
        int colon = gist.indexOf(':');
        var type = colon < 0 ? gist : gist.substring(0, colon);
        var reason = colon < 0 ? "" : gist.substring(colon + 1).replace('_', ' ');
        return switch (type) {
            case "nothing" -> new Verdict("nothing more", Tone.NEUTRAL);
            case "recovery.RecoveryInitiated" -> new Verdict("flow opened", Tone.ALLOWED);
            case "recovery.RecoveryEmailRequested" -> new Verdict("letter sent", Tone.ALLOWED);
            case "recovery.CodeAccepted" -> new Verdict("right code accepted", Tone.ALLOWED);
            case "recovery.LinkRedeemed" -> new Verdict("link accepted", Tone.ALLOWED);
            case "recovery.RecoveryCompleted" -> new Verdict("account recovered", Tone.ALLOWED);
            case "recovery.CodeRejected" -> code(reason);
            case "recovery.LinkRejected" -> new Verdict("link refused: " + reason, Tone.REFUSED);
            case "recovery.RecoveryRefused" -> new Verdict("refused: " + reason, Tone.REFUSED);
            case "recovery.RecoveryLocked" -> new Verdict("locked: that was the last try", Tone.STOPPED);
            case "recovery.RecoveryExpired" -> new Verdict("flow out of time", Tone.STOPPED);
            case "recovery.RecoveryThrottled" -> throttled(reason);
            case "recovery.RecoveryReplaced" -> replaced(reason);
            case "settings.SettingsRefused" -> new Verdict("settings refused: " + reason, Tone.REFUSED);
            default -> new Verdict(plain(type) + (reason.isEmpty() ? "" : ": " + reason), Tone.NEUTRAL);
        };
    }

    private static Verdict code(String reason) {
        return switch (reason) {
            case "no match" -> new Verdict("wrong code", Tone.REFUSED);
            case "expired" -> new Verdict("right code, too late", Tone.REFUSED);
            case "used" -> new Verdict("right code, used before", Tone.REFUSED);
            case "throttled" -> new Verdict("code not looked at: budget spent", Tone.STOPPED);
            default -> new Verdict("code refused: " + reason, Tone.REFUSED);
        };
    }

    private static Verdict replaced(String reason) {
        return switch (reason) {
            case "too often" -> new Verdict("sent away: no tries left", Tone.STOPPED);
            case "expired" -> new Verdict("sent away: out of time", Tone.STOPPED);
            default -> new Verdict("sent away: " + reason, Tone.STOPPED);
        };
    }

    private static Verdict throttled(String budget) {
        return switch (budget) {
            case "codes per identity" -> new Verdict("too many codes for one account", Tone.STOPPED);
            case "codes per address" -> new Verdict("too many codes for one address", Tone.STOPPED);
            case "letters per address" -> new Verdict("too many letters to one address", Tone.STOPPED);
            case "initiations per network" -> new Verdict("too many flows from one network", Tone.STOPPED);
            default -> new Verdict("nothing left of " + budget, Tone.STOPPED);
        };
    }

    /** {@code settings.SettingsCompleted} as {@code settings completed}. */
    private static String plain(String type) {
        return type.substring(type.indexOf('.') + 1)
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
    }

    /** What style sheets and charts call its tone. */
    public String look() {
        return tone.text();
    }
}
