package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient.Answer;
import io.retrace.standalone.StatementLog.Watched;
import io.retrace.standalone.Visit.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether an address has an account cannot be told from answers, nor from what the database has to do, whatever client
 * asks for a code or for a link.
 */
@NullMarked
@ExtendWith(SharedRetrace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownAddressTest {

    /** Drivers prepare a statement for good after a few runs; only then do runs look alike. */
    private static final int WARM_UP_RUNS = 8;

    /** One more than lock a flow, and one that finds it locked. */
    private static final int WRONG_SECRETS = 7;

    private final Endpoints endpoints;
    private final NativeClient operator;
    private final StatementLog statements;

    UnknownAddressTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        operator = new NativeClient(endpoints);
        statements = StatementLog.of(retrace);
    }

    /** What a client may do, and to whom. */
    private record Person(Visit visit, String email) {}

    @BeforeAll
    void warmUp() {
        for (int run = 0; run < WARM_UP_RUNS; run++) {
            var known = known(Kind.NATIVE);
            var unknown = unknown(Kind.NATIVE);
            for (var person : List.of(known, unknown)) {
                // each service asks for the key of the day once, whoever comes first
                person.visit().askForLetter("code", person.email());
                person.visit().look();
                person.visit().submit("code", "code", "12345x");
            }
        }
        statements.start();
    }

    @AfterAll
    void stopLogging() {
        statements.stop();
    }

    static Stream<Arguments> everyKindAndMethod() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of("code", "link").map(method -> Arguments.of(kind, method)));
    }

    @ParameterizedTest
    @MethodSource("everyKindAndMethod")
    void an_address_a_look_and_another_letter_are_answered_alike_by_the_same_statements(Kind kind, String method) {
        var known = known(kind);
        var unknown = unknown(kind);
        Function<Person, Answer> ask = person -> person.visit().askForLetter(method, person.email());
        Function<Person, Answer> look = person -> person.visit().look();

        assertAlike("command", known, unknown, ask);
        assertAlike("query", known, unknown, look);
        assertAnsweredAlike(known, unknown, ask);
        assertAnsweredAlike(known, unknown, look);
        var seen = known.visit().look();
        assertThat(seen.text("/state")).isEqualTo("sent_email");
        assertThat(seen.text("/active")).isEqualTo(method);
    }

    @ParameterizedTest
    @MethodSource("everyKindAndMethod")
    void wrong_secrets_are_answered_alike_by_the_same_statements_down_to_the_last_and_beyond(Kind kind, String method) {
        var secret = method.equals("code") ? "code" : "token";
        var known = known(kind);
        var unknown = unknown(kind);
        known.visit().askForLetter(method, known.email());
        unknown.visit().askForLetter(method, unknown.email());

        Function<Person, Answer> guess = person -> person.visit().submit(method, secret, "12345x");

        assertAlike("command", known, unknown, guess);
        for (int submission = 2; submission <= WRONG_SECRETS; submission++) {
            assertAnsweredAlike(known, unknown, guess);
        }
    }

    @Test
    void nobody_elses_browser_is_shown_what_was_typed() {
        var known = known(Kind.SINGLE_PAGE_APP);
        known.visit().askForLetter("code", known.email());
        var other = new BrowserClient(endpoints);
        other.fetch("/self-service/recovery/browser");

        var opened = other.fetch("/self-service/recovery?flow=" + known.visit().flow());
        var malformed = operator.submit(known.visit().flow(), "application/json", "{".getBytes(StandardCharsets.UTF_8));

        assertThat(opened.status()).isEqualTo(403);
        assertThat(malformed.status()).isEqualTo(403);
        assertThat(opened.body() + malformed.body()).doesNotContain(known.email());
    }

    private void assertAlike(String service, Person known, Person unknown, Function<Person, Answer> step) {
        var ofUnknown = watch(service, unknown, step);
        var ofKnown = watch(service, known, step);

        assertThat(ofUnknown).isEqualTo(ofKnown);
        assertThat(ofKnown.statements()).isNotEmpty();
    }

    private Watched<Map<String, String>> watch(String service, Person person, Function<Person, Answer> step) {
        return statements.during(service, () -> likeness(person, step));
    }

    private void assertAnsweredAlike(Person known, Person unknown, Function<Person, Answer> step) {
        assertThat(likeness(unknown, step)).isEqualTo(likeness(known, step));
    }

    private static Map<String, String> likeness(Person person, Function<Person, Answer> step) {
        return Likeness.of(step.apply(person), person.visit().flow(), person.email());
    }

    private Person known(Kind kind) {
        var person = unknown(kind);
        operator.createIdentity(person.email());
        return person;
    }

    /** Addresses are always as long. */
    private Person unknown(Kind kind) {
        return new Person(Visit.begin(endpoints, kind), UUID.randomUUID() + "@example.org");
    }
}
