package io.retrace.standalone.incident;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/** Somebody gets an account back, in one of the ways in which people do. */
final class HonestRecovery {

    private static final int PASSWORD_PERCENT = 12;

    private final Stage stage;
    private final Person person;
    private final Kind kind;
    private final SplittableRandom chance;
    private String flow = "";
    private int letters;
    private boolean late;
    private int slips;

    HonestRecovery(Stage stage, Person person, Kind kind, SplittableRandom chance) {
        this.stage = stage;
        this.person = person;
        this.kind = kind;
        this.chance = chance;
        this.slips = kind.slips();
    }

    /** Ways to go about it, with how many of a thousand take them. */
    enum Kind {
        PLAIN(748),
        ONE_SLIP(100),
        TWO_SLIPS(30),
        /** Right at the fourth try: nobody by chance, but three who are chosen. */
        THREE_SLIPS(0),
        SECOND_LETTER(45),
        CODE_OF_THE_FIRST_LETTER(17),
        TOO_LATE(15),
        WRONG_ADDRESS_FIRST(20),
        GIVEN_UP(25);

        private final int permille;

        Kind(int permille) {
            this.permille = permille;
        }

        static Kind next(SplittableRandom chance) {
            int left = chance.nextInt(1_000);
            for (var kind : values()) {
                left -= kind.permille;
                if (left < 0) {
                    return kind;
                }
            }
            return PLAIN;
        }

        private int slips() {
            return switch (this) {
                case ONE_SLIP -> 1;
                case TWO_SLIPS -> 2;
                case THREE_SLIPS -> 3;
                default -> 0;
            };
        }
    }

    /** The first step. */
    void begin() throws IOException, InterruptedException {
        stage.truth().began(kind);
        open();
    }

    private void open() throws IOException, InterruptedException {
        flow = stage.client().openRecovery(person.visitor());
        letters = 0;
        stage.in(seconds(8, 50), kind == Kind.WRONG_ADDRESS_FIRST ? this::nameAnother : this::ask);
    }

    /** Without the letter before the @: nobody has that, and no letter comes. */
    private void nameAnother() throws IOException, InterruptedException {
        int end = person.email().indexOf('@');
        var wrong = person.email().substring(0, end - 1) + "x" + person.email().substring(end);
        stage.client().submitEmail(person.visitor(), flow, wrong);
        stage.in(seconds(200, 900), this::ask);
    }

    private void ask() throws IOException, InterruptedException {
        letters++;
        stage.askForLetter(person.visitor(), flow, person.email(), letters);
        boolean first = letters == 1 && !late;
        switch (kind) {
            case GIVEN_UP -> {}
            case SECOND_LETTER, CODE_OF_THE_FIRST_LETTER ->
                stage.in(first ? seconds(150, 700) : readingTime(), first ? this::askAgain : this::type);
            case TOO_LATE ->
                stage.in(first ? seconds(3_700, 6_000) : readingTime(), first ? this::comeTooLate : this::type);
            case PLAIN, ONE_SLIP, TWO_SLIPS, THREE_SLIPS, WRONG_ADDRESS_FIRST -> stage.in(readingTime(), this::type);
        }
    }

    private void askAgain() throws IOException, InterruptedException {
        var first = stage.letter(flow, person.email(), 1);
        ask();
        if (kind == Kind.CODE_OF_THE_FIRST_LETTER) {
            stage.in(seconds(20, 44), () -> stage.client().submitCode(person.visitor(), flow, first));
        }
    }

    private void comeTooLate() throws IOException, InterruptedException {
        late = true;
        var code = stage.letter(flow, person.email(), 1);
        stage.client().submitCode(person.visitor(), flow, code);
        stage.in(seconds(15, 90), this::open);
    }

    private void type() throws IOException, InterruptedException {
        var code = stage.letter(flow, person.email(), letters);
        if (slips > 0) {
            slips--;
            stage.client().submitCode(person.visitor(), flow, mistyped(code));
            stage.in(seconds(12, 60), this::type);
            return;
        }
        var session = stage.client()
                .submitCode(person.visitor(), flow, code)
                .orElseThrow(() -> new IllegalStateException("a right code was not taken, of flow " + flow));
        stage.truth().completed(kind, flow, person, stage.now());
        if (chance.nextInt(100) < PASSWORD_PERCENT) {
            var password = "violet ladder " + chance.nextLong(Long.MAX_VALUE);
            stage.in(seconds(25, 90), () -> stage.client().setPassword(person.visitor(), session, password));
        }
    }

    private String mistyped(String code) {
        var digits = code.toCharArray();
        int at = chance.nextInt(digits.length);
        digits[at] = (char) ('0' + (digits[at] - '0' + chance.nextInt(1, 10)) % 10);
        return new String(digits);
    }

    /** Some have slow mail, or read it later; but whatever came before, within the flow's hour. */
    private Duration readingTime() {
        return chance.nextInt(100) < 5 ? seconds(900, 2_400) : seconds(50, 300);
    }

    private Duration seconds(int from, int to) {
        return Duration.ofMillis(chance.nextInt(from * 1_000, to * 1_000));
    }
}
