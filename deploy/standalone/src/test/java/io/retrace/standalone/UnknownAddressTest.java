package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whether an address has an account cannot be told from answers, nor from what the database has to do. */
@NullMarked
@ExtendWith(SharedRetrace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownAddressTest {

    /** Drivers prepare a statement for good after a few runs; only then do runs look alike. */
    private static final int WARM_UP_RUNS = 8;

    private final NativeClient client;
    private final StatementLog statements;
    private final String known = newAddress();

    UnknownAddressTest(StandaloneFixture retrace) {
        client = new NativeClient(retrace.endpoints());
        statements = StatementLog.of(retrace);
    }

    @BeforeAll
    void warmUp() {
        client.createIdentity(known);
        for (int run = 0; run < WARM_UP_RUNS; run++) {
            openAndSubmit(known);
            openAndSubmit(newAddress());
        }
        // each service asks for the key of the day once, whoever comes first
        client.getPublic("/self-service/recovery/flows?id=" + client.openRecovery());
        statements.start();
    }

    @AfterAll
    void stopLogging() {
        statements.stop();
    }

    @Test
    void the_answers_to_an_address_are_the_same() {
        var unknown = newAddress();

        assertThat(openAndSubmit(unknown)).isEqualTo(openAndSubmit(known));
    }

    @Test
    void the_answers_to_wrong_codes_are_the_same_down_to_the_last_one_and_beyond() {
        var unknown = newAddress();
        var knownFlow = opened(known);
        var unknownFlow = opened(unknown);

        for (int submission = 1; submission <= 7; submission++) {
            assertThat(Likeness.of(client.submitCode(unknownFlow, "12345x"), unknownFlow, unknown))
                    .as("submission %d", submission)
                    .isEqualTo(Likeness.of(client.submitCode(knownFlow, "12345x"), knownFlow, known));
        }
    }

    @Test
    void the_answers_to_another_letter_are_the_same() {
        var unknown = newAddress();
        var knownFlow = opened(known);
        var unknownFlow = opened(unknown);

        assertThat(Likeness.of(client.submitEmail(unknownFlow, unknown), unknownFlow, unknown))
                .isEqualTo(Likeness.of(client.submitEmail(knownFlow, known), knownFlow, known));
    }

    @Test
    void the_statements_for_an_address_are_the_same() {
        assertThat(statementsOf(flow -> client.submitEmail(flow, newAddress()), client.openRecovery()))
                .isNotEmpty()
                .isEqualTo(statementsOf(flow -> client.submitEmail(flow, known), client.openRecovery()));
    }

    @Test
    void the_statements_for_a_wrong_code_are_the_same() {
        assertThat(statementsOf(flow -> client.submitCode(flow, "12345x"), opened(newAddress())))
                .isNotEmpty()
                .isEqualTo(statementsOf(flow -> client.submitCode(flow, "12345x"), opened(known)));
    }

    private List<String> statementsOf(Function<String, Answer> request, String flow) {
        return statements.during(
                "command", () -> assertThat(request.apply(flow).status()).isEqualTo(200));
    }

    @Test
    void the_statements_for_a_look_at_the_flow_are_the_same() {
        var knownFlow = opened(known);
        var unknownFlow = opened(newAddress());

        assertThat(statementsOfLook(unknownFlow)).isNotEmpty().isEqualTo(statementsOfLook(knownFlow));
    }

    private List<String> statementsOfLook(String flow) {
        return statements.during(
                "query",
                () -> assertThat(client.getPublic("/self-service/recovery/flows?id=" + flow)
                                .status())
                        .isEqualTo(200));
    }

    private String opened(String email) {
        var flow = client.openRecovery();
        client.submitEmail(flow, email);
        return flow;
    }

    private Map<String, String> openAndSubmit(String email) {
        var flow = client.openRecovery();
        return Likeness.of(client.submitEmail(flow, email), flow, email);
    }

    /** Always as long. */
    private static String newAddress() {
        return UUID.randomUUID() + "@example.org";
    }
}
