package io.retrace.query.console;

/** How something went, by a class of the style sheet, an icon and a word: never by colour alone. */
public enum Mark {
    GOOD("good", "✓", "success"),
    BAD("bad", "✕", "failure"),
    NEUTRAL("", "•", "neutral");

    private final String look;
    private final String icon;
    private final String word;

    Mark(String look, String icon, String word) {
        this.look = look;
        this.icon = icon;
        this.word = word;
    }

    static Mark of(String outcome) {
        return switch (outcome) {
            case "success" -> GOOD;
            case "failure" -> BAD;
            default -> NEUTRAL;
        };
    }

    public String look() {
        return look;
    }

    public String icon() {
        return icon;
    }

    public String word() {
        return word;
    }
}
