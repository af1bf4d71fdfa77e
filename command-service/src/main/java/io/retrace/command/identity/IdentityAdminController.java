package io.retrace.command.identity;

import io.retrace.command.axon.AddressTakenException;
import io.retrace.command.axon.Commands;
import io.retrace.command.http.Requests;
import io.retrace.log.EventLog;
import io.retrace.log.Sealing;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityId;
import io.retrace.model.identity.DeleteIdentity;
import io.retrace.model.identity.Identity;
import io.retrace.wire.access.Caller;
import io.retrace.wire.flow.IdentityJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.Urls;
import io.retrace.wire.schema.IdentitySchema;
import io.retrace.wire.schema.IdentitySchemas;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Admin HTTP to identity commands and back (spec section 11.5). */
@RestController
final class IdentityAdminController {

    private static final int BODY_BYTES_MAX = 1 << 20;

    private final Commands commands;
    private final EventLog log;
    private final Sealing sealing;
    private final Requests requests;
    private final IdentityRegistration registration;
    private final TraitsValidator validator;
    private final IdentitySchemas schemas;
    private final IdentityJson json;
    private final Urls urls;

    IdentityAdminController(
            Commands commands,
            EventLog log,
            Sealing sealing,
            Requests requests,
            IdentityRegistration registration,
            TraitsValidator validator,
            IdentitySchemas schemas,
            IdentityJson json,
            Urls urls) {
        this.commands = commands;
        this.log = log;
        this.sealing = sealing;
        this.requests = requests;
        this.registration = registration;
        this.validator = validator;
        this.schemas = schemas;
        this.json = json;
        this.urls = urls;
    }

    @PostMapping("/admin/identities")
    ResponseEntity<byte[]> create(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            return ApiError.of(HttpStatus.CONTENT_TOO_LARGE, "the body is larger than 1 MiB")
                    .answer();
        }
        try {
            return create(request, NewIdentity.parse(body));
        } catch (NewIdentity.Rejected e) {
            var text = String.valueOf(e.getMessage());
            return (e.isReason() ? badRequest(text) : badRequest("").saying(text)).answer();
        } catch (AddressTakenException _) {
            return ApiError.of(
                            HttpStatus.CONFLICT, "This identity conflicts with another identity that already exists.")
                    .answer();
        }
    }

    private ResponseEntity<byte[]> create(HttpServletRequest request, NewIdentity sent) {
        var schemaId = sent.schemaId().orElseGet(schemas::defaultId);
        var schema = schemas.find(schemaId);
        if (schema.isEmpty()) {
            return badRequest("Unable to find JSON Schema ID: " + schemaId).answer();
        }
        var violations = validator.violations(schema.get(), sent.traits());
        return violations.isEmpty()
                ? register(request, sent, schema.get())
                : badRequest(violations.stream().map(Violation::text).collect(Collectors.joining("\n")))
                        .answer();
    }

    private ResponseEntity<byte[]> register(HttpServletRequest request, NewIdentity sent, IdentitySchema schema) {
        var id = new IdentityId(UUID.randomUUID());
        var origin = requests.origin(request, Caller.of(request).actor(), id.stream());
        registration.register(id, sent, schema, false, origin, requests.now());
        var headers = new HttpHeaders();
        headers.add(HttpHeaders.LOCATION, urls.adminBase() + "/identities/" + id);
        if (log.readIdentity(id) instanceof Identity.Present created) {
            return Answers.json(201, json.created(created), headers);
        }
        throw new IllegalStateException("an identity was created and is not there");
    }

    @DeleteMapping("/admin/identities/{id}")
    ResponseEntity<byte[]> delete(HttpServletRequest request, @PathVariable("id") String text) {
        return Query.uuid(text)
                .map(id -> delete(request, new IdentityId(id)))
                .orElseGet(() -> ApiError.notLocated().answer());
    }

    private ResponseEntity<byte[]> delete(HttpServletRequest request, IdentityId id) {
        if (!(log.readIdentity(id) instanceof Identity.Present present)) {
            return ApiError.notLocated().answer();
        }
        Map<AddressId, String> addresses = new HashMap<>();
        present.addresses().forEach(address -> addresses.put(address.id(), sealing.open(address.value(), id.stream())));
        var reply = commands.send(
                id.stream(),
                new DeleteIdentity(id, requests.now()),
                requests.origin(request, Caller.of(request).actor(), id.stream()),
                registration.releases(id, addresses),
                DeleteIdentity.Reply.class);
        return switch (reply) {
            case DeleteIdentity.Reply.Deleted _ -> ResponseEntity.noContent().build();
            case DeleteIdentity.Reply.NotFound _ -> ApiError.notLocated().answer();
        };
    }

    private static ApiError badRequest(String reason) {
        return ApiError.of(HttpStatus.BAD_REQUEST, reason);
    }
}
