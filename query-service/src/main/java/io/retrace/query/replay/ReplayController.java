package io.retrace.query.replay;

import io.retrace.model.event.ReplayId;
import io.retrace.wire.access.Caller;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Problem;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/** Has history told again, as it was recorded or with another policy. */
@RestController
final class ReplayController {

    private static final String ONE = "/admin/replays/{id}";
    private static final int BODY_BYTES_MAX = 256 << 10;

    private final Replays replays;
    private final Urls urls;

    ReplayController(Replays replays, Urls urls) {
        this.replays = replays;
        this.urls = urls;
    }

    /** Answers at once; how far it is, and at the end its report, stand at the location. */
    @PostMapping("/admin/replays")
    ResponseEntity<byte[]> begin(HttpServletRequest http) throws IOException {
        var body = http.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "the body has more than " + BODY_BYTES_MAX + " bytes")
                    .answer(http);
        }
        try {
            var run = replays.begin(
                    WireJson.mapper().readTree(body), Caller.of(http).actor());
            return Answers.json(202, RunJson.of(run), location(run.id()));
        } catch (JacksonException _) {
            return Problem.of(HttpStatus.BAD_REQUEST, "malformed", "the body is no JSON")
                    .answer(http);
        } catch (IllegalArgumentException e) {
            return Problem.of(HttpStatus.BAD_REQUEST, "malformed", String.valueOf(e.getMessage()))
                    .answer(http);
        }
    }

    @GetMapping("/admin/replays")
    ResponseEntity<byte[]> list() {
        var body = WireJson.mapper().createArrayNode();
        replays.newest().forEach(run -> body.add(RunJson.of(run)));
        return Answers.json(200, body);
    }

    @GetMapping(ONE)
    ResponseEntity<byte[]> one(HttpServletRequest http, @PathVariable("id") String text) {
        return ofRun(
                http, text, id -> Answers.json(200, RunJson.of(replays.find(id).orElseThrow())));
    }

    /** Breaks it off; what it knows so far is given up. */
    @DeleteMapping(ONE)
    ResponseEntity<byte[]> cancel(HttpServletRequest http, @PathVariable("id") String text) {
        return ofRun(
                http,
                text,
                id -> replays.cancel(id) ? ResponseEntity.noContent().build() : ended(http, "it has ended already"));
    }

    /** Takes it up again; it begins anew and comes to the same. */
    @PostMapping(ONE + "/resume")
    ResponseEntity<byte[]> resume(HttpServletRequest http, @PathVariable("id") String text) {
        return ofRun(
                http,
                text,
                id -> replays.resume(id)
                        ? Answers.json(202, RunJson.of(replays.find(id).orElseThrow()), location(id))
                        : ended(http, "it was neither cancelled nor did it fail"));
    }

    private ResponseEntity<byte[]> ofRun(
            HttpServletRequest http, String text, Function<ReplayId, ResponseEntity<byte[]>> answer) {
        return Query.uuid(text)
                .map(ReplayId::new)
                .filter(id -> replays.find(id).isPresent())
                .map(answer)
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "there is no such replay")
                        .answer(http));
    }

    private static ResponseEntity<byte[]> ended(HttpServletRequest http, String detail) {
        return Problem.of(HttpStatus.CONFLICT, "replay-ended", detail).answer(http);
    }

    private HttpHeaders location(ReplayId id) {
        var headers = new HttpHeaders();
        headers.add(HttpHeaders.LOCATION, urls.adminBase() + "/replays/" + id);
        return headers;
    }
}
