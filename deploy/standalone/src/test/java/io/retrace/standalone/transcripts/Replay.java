package io.retrace.standalone.transcripts;

import io.retrace.standalone.Endpoints;
import io.retrace.standalone.contract.Contract;
import io.retrace.standalone.transcripts.Outcome.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One replay of one transcript. */
final class Replay implements AutoCloseable {

    private static final Duration NO_MAIL = Duration.ofMillis(700);

    private static final Contract CONTRACT = new Contract();

    private final Promise promise;
    private final Bindings bindings;
    private final Patience patience;
    private final Probe probe = new Probe();
    private final MailCatcher mails;
    private final Map<String, CookieJar> jars = new HashMap<>();

    /** What is asked of an answer besides being as recorded. */
    @FunctionalInterface
    private interface Promise {
        List<String> broken(Step.Exchange exchange, Answer answer, Bindings bindings);
    }

    private Replay(Promise promise, Bindings bindings, MailCatcher mails, Patience patience) {
        this.promise = promise;
        this.bindings = bindings;
        this.mails = mails;
        this.patience = patience;
    }

    /**
     * Asks what was asked and says where the answers differ from the recorded ones.
     *
     * @param skipped names of steps to leave out, or their numbers from 1 behind a #
     */
    static List<Difference> run(Transcript transcript, Endpoints endpoints, Patience patience, Set<String> skipped)
            throws InterruptedException {
        return run(transcript, Bindings.of(endpoints), endpoints.mailCatcherBase(), patience, skipped);
    }

    /** The same, and asks of Retrace what nobody asks of the peer: its own OpenAPI documents, and no defects. */
    static List<Difference> runAgainstRetrace(
            Transcript transcript, Endpoints endpoints, Patience patience, Set<String> skipped)
            throws InterruptedException {
        var bindings = Bindings.of(endpoints);
        var mails = new MailCatcher(endpoints.mailCatcherBase());
        try (var replay = new Replay(Replay::brokenByRetrace, bindings, mails, patience)) {
            return replay.differences(transcript, skipped);
        }
    }

    /** The same, with addresses that were chosen before. */
    static List<Difference> run(
            Transcript transcript, Bindings bindings, URI mailCatcher, Patience patience, Set<String> skipped)
            throws InterruptedException {
        try (Replay replay = new Replay((_, _, _) -> List.of(), bindings, new MailCatcher(mailCatcher), patience)) {
            return replay.differences(transcript, skipped);
        }
    }

    private static List<String> brokenByRetrace(Step.Exchange exchange, Answer answer, Bindings bindings) {
        List<String> broken = new ArrayList<>(CONTRACT.violations(Probe.asked(exchange.request(), answer, bindings)));
        exchange.defect().ifPresent(defect -> broken.addAll(BetterAnswer.complaints(defect, answer)));
        return broken;
    }

    private List<Difference> differences(Transcript transcript, Set<String> skipped) throws InterruptedException {
        List<Difference> differences = new ArrayList<>();
        int number = 0;
        for (Step step : transcript.steps()) {
            number++;
            if (skipped.contains(step.name()) || skipped.contains("#" + number)) {
                continue;
            }
            String name = number + " \"" + step.name() + "\"";
            for (String what : take(step)) {
                differences.add(new Difference(transcript.file(), name, what));
            }
            if (patience.stopsAtFirst() && !differences.isEmpty()) {
                break;
            }
        }
        return differences;
    }

    @Override
    public void close() {
        probe.close();
        mails.close();
    }

    private List<String> take(Step step) throws InterruptedException {
        try {
            return switch (step) {
                case Step.Exchange exchange -> exchange(exchange);
                case Step.Mail mail -> mail(mail);
                case Step.NoMail noMail -> noMail(noMail);
                case Step.Wait wait -> {
                    Thread.sleep(wait.duration());
                    yield List.of();
                }
            };
        } catch (Bindings.Unbound e) {
            return List.of("not asked: " + e.getMessage());
        }
    }

    private List<String> exchange(Step.Exchange exchange) throws InterruptedException {
        CookieJar jar = exchange.keepsCookies()
                ? jars.computeIfAbsent(exchange.actor(), _ -> new CookieJar())
                : new CookieJar();
        Outcome outcome = probe.ask(exchange.request(), bindings, jar);
        if (outcome instanceof Outcome.Answer answer) {
            jar.take(answer.header("set-cookie"));
        }
        List<String> differences = new ArrayList<>(Judgement.differences(exchange, outcome, bindings));
        if (outcome instanceof Answer answer) {
            differences.addAll(promise.broken(exchange, answer, bindings));
        }
        return differences;
    }

    private List<String> mail(Step.Mail expected) throws InterruptedException {
        Optional<CaughtMail> mail = mails.next(bindings.fill(expected.to()), patience.mail());
        return mail.map(caught -> caught.differences(expected, bindings))
                .orElse(List.of("no mail to %s within %d ms"
                        .formatted(expected.to(), patience.mail().toMillis())));
    }

    private List<String> noMail(Step.NoMail expected) throws InterruptedException {
        Optional<CaughtMail> mail = mails.next(bindings.fill(expected.address()), NO_MAIL);
        return mail.map(caught ->
                        List.of("expected no mail to %s, was \"%s\"".formatted(expected.address(), caught.subject())))
                .orElse(List.of());
    }
}
