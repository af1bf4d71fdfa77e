package io.retrace.query.identity;

import io.retrace.log.StreamReader;
import io.retrace.model.event.IdentityId;
import io.retrace.model.identity.Identity;
import io.retrace.wire.flow.IdentityJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Identities as operators fetch them (spec section 11.5). */
@RestController
final class IdentityController {

    private final StreamReader streams;
    private final IdentityJson json;

    IdentityController(StreamReader streams, IdentityJson json) {
        this.streams = streams;
        this.json = json;
    }

    @GetMapping("/admin/identities/{id}")
    ResponseEntity<byte[]> get(@PathVariable("id") String text) {
        return Query.uuid(text)
                .map(IdentityId::new)
                .flatMap(this::find)
                .map(identity -> Answers.json(200, json.forOperator(identity)))
                .orElseGet(() -> ApiError.notLocated().answer());
    }

    private Optional<Identity.Present> find(IdentityId id) {
        return streams.identity(id) instanceof Identity.Present present && !present.decoy()
                ? Optional.of(present)
                : Optional.empty();
    }
}
