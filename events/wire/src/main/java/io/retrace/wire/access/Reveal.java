package io.retrace.wire.access;

import io.retrace.log.Sealing;
import io.retrace.model.event.OperationEvent.Denial;
import io.retrace.model.event.OperationEvent.PersonalDataRevealed;
import io.retrace.model.event.OperationEvent.Role;
import io.retrace.wire.flow.Opener;
import io.retrace.wire.http.Problem;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;

/**
 * Opens personal data for whoever asks with {@code reveal=true&reason=…} and may. That they did, and why, is on record
 * before anything is opened.
 */
public final class Reveal {

    /** What stands where something stays closed: whose it is. */
    public static final Opener CLOSED = (text, _) -> "[closed: " + text.subject() + "]";

    private static final int REASON_LENGTH_MIN = 10;
    private static final int REASON_LENGTH_MAX = 500;

    private final Recorder recorder;
    private final Denials denials;
    private final AdminRoutes routes;
    private final Sealing sealing;

    Reveal(Recorder recorder, Denials denials, AdminRoutes routes, Sealing sealing) {
        this.recorder = recorder;
        this.denials = denials;
        this.routes = routes;
        this.sealing = sealing;
    }

    /**
     * What opens personal data, or leaves it closed where nobody asked to see it.
     *
     * @param about the stream whose data is asked for; empty for a search
     * @throws RevealRefused which the edge answers, when it was asked for and may not be
     */
    public Opener opener(HttpServletRequest request, Optional<String> about) {
        return asked(request, about).orElse(CLOSED);
    }

    /**
     * What opens personal data; empty where nobody asked to see it. Opens what was erased as
     * {@link Sealing#ERASED}.
     *
     * @param about the stream whose data is asked for; empty for a search
     * @throws RevealRefused which the edge answers, when it was asked for and may not be
     */
    public Optional<Opener> asked(HttpServletRequest request, Optional<String> about) {
        var wanted = Query.parameter(request, "reveal").orElse("false");
        if (wanted.equals("false")) {
            return Optional.empty();
        }
        if (!wanted.equals("true")) {
            throw refused(HttpStatus.BAD_REQUEST, "reveal must be true or false.");
        }
        return Optional.of(because(Query.parameter(request, "reason").orElse(""), request, about));
    }

    /**
     * What opens personal data for somebody who says why.
     *
     * @param words why
     * @param about the stream whose data is asked for; empty for a search
     * @throws RevealRefused which the edge answers, when they may not
     */
    public Opener because(String words, HttpServletRequest request, Optional<String> about) {
        var caller = Caller.of(request);
        if (!caller.hasOneOf(Set.of(Role.RESPONDER))) {
            denials.add(request, caller.actor(), Denial.ROLE_MISSING);
            throw refused(HttpStatus.FORBIDDEN, "This needs the role responder.");
        }
        record(request, caller, about, reason(words));
        return sealing::open;
    }

    private static String reason(String words) {
        var reason = words.strip();
        if (reason.length() < REASON_LENGTH_MIN || reason.length() > REASON_LENGTH_MAX) {
            throw refused(
                    HttpStatus.BAD_REQUEST,
                    "To see personal data, say why: reason must have " + REASON_LENGTH_MIN + " to " + REASON_LENGTH_MAX
                            + " characters.");
        }
        return reason;
    }

    private void record(HttpServletRequest request, Caller caller, Optional<String> about, String reason) {
        var at = recorder.now();
        var stream = "operation-" + at.atZone(ZoneOffset.UTC).toLocalDate();
        recorder.append(
                new PersonalDataRevealed(routes.operation(request), about, sealing.sealForToday(stream, reason), at),
                recorder.origin(request, caller.actor()));
    }

    private static RevealRefused refused(HttpStatus status, String detail) {
        return new RevealRefused(Problem.of(status, detail));
    }

    /** Personal data is not shown; the edge says why. */
    public static final class RevealRefused extends RuntimeException {

        private final transient Problem problem;

        RevealRefused(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
