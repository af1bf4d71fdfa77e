package io.retrace.query.audit;

import io.retrace.log.StreamReader;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.query.asof.Moments;
import io.retrace.wire.access.Reveal;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Problem;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The history of a recovery, and its flow document as it was; personal data only for whoever may have it revealed. */
@RestController
final class AuditController {

    private final AuditTable table;
    private final Moments moments;
    private final StreamReader streams;
    private final EntryJson entries;
    private final Urls urls;
    private final Reveal reveal;

    AuditController(
            AuditTable table, Moments moments, StreamReader streams, EntryJson entries, Urls urls, Reveal reveal) {
        this.table = table;
        this.moments = moments;
        this.streams = streams;
        this.entries = entries;
        this.urls = urls;
        this.reveal = reveal;
    }

    @GetMapping("/admin/audit/recoveries/{id}")
    ResponseEntity<byte[]> history(HttpServletRequest request, @PathVariable("id") String text) {
        return Query.uuid(text)
                .map(RecoveryId::new)
                .flatMap(id -> history(request, id))
                .orElseGet(() -> noSuchRecovery(request));
    }

    private Optional<ResponseEntity<byte[]>> history(HttpServletRequest request, RecoveryId id) {
        var story = table.story(id.stream());
        if (story.isEmpty()) {
            return Optional.empty();
        }
        var body = WireJson.mapper().createObjectNode().put("recovery", id.toString());
        var events = body.putArray("events");
        var opener = reveal.asked(request, Optional.of(id.stream()));
        story.forEach(envelope -> events.add(entries.of(envelope, opener)));
        return Optional.of(Answers.json(200, body));
    }

    private static ResponseEntity<byte[]> noSuchRecovery(HttpServletRequest request) {
        return Problem.of(HttpStatus.NOT_FOUND, "there is no such recovery").answer(request);
    }

    /**
     * The flow document as clients saw it at a moment.
     *
     * @param asOf see {@link Moments#of}
     */
    @GetMapping("/admin/audit/recoveries/{id}/document")
    ResponseEntity<byte[]> document(
            HttpServletRequest request,
            @PathVariable("id") String text,
            @RequestParam(name = "as_of", defaultValue = "") String asOf) {
        var moment = moments.of(asOf);
        if (moment.isEmpty()) {
            return Moments.NONE.answer(request);
        }
        return Query.uuid(text)
                .flatMap(id -> document(new RecoveryId(id), moment.get().position()))
                .map(document -> Answers.json(200, json(request, document).of(document, Optional.empty())))
                .orElseGet(() -> noSuchRecovery(request));
    }

    private RecoveryJson json(HttpServletRequest request, RecoveryDocument document) {
        var opener = reveal.opener(request, Optional.of(document.id().stream()));
        return new RecoveryJson(urls, opener, opener);
    }

    private Optional<RecoveryDocument> document(RecoveryId id, long position) {
        var document = Optional.<RecoveryDocument>empty();
        for (var envelope : streams.read(id.stream(), 0)) {
            if (envelope.position() > position) {
                break;
            }
            document = RecoveryDocument.evolve(document, (RecoveryEvent) envelope.event());
        }
        return document;
    }
}
