package io.retrace.query.identity;

import io.retrace.model.event.IdentityId;
import io.retrace.query.page.PageHeaders;
import io.retrace.query.page.Paging;
import io.retrace.query.page.Paging.Page;
import io.retrace.wire.flow.IdentityJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Identities as operators list them, newest first (spec section 11.5). */
@RestController
final class IdentityListController {

    private static final int IDS_MAX = 500;
    private static final String IDS = "ids";
    private static final List<String> OTHER_FILTERS =
            List.of("credentials_identifier", "preview_credentials_identifier_similar", "organization_id");

    private final IdentityTable table;
    private final IdentityJson json;

    IdentityListController(IdentityTable table, IdentityJson json) {
        this.table = table;
        this.json = json;
    }

    @GetMapping("/admin/identities")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return switch (Paging.of(request)) {
            case Paging.Malformed(var error) -> error.answer();
            case Page page -> refusal(request).map(ApiError::answer).orElseGet(() -> list(request, page));
        };
    }

    private ResponseEntity<byte[]> list(HttpServletRequest request, Page page) {
        var ids = Query.all(request, IDS).stream()
                .flatMap(text -> Query.uuid(text).stream())
                .map(IdentityId::new)
                .collect(Collectors.toSet());
        var listed = table.list(page, ids);
        var body = WireJson.mapper().createArrayNode();
        listed.identities().forEach(identity -> body.add(json.forList(identity)));
        return Answers.json(200, body, PageHeaders.of(request, page, listed.reflects(), listed.next()));
    }

    private static Optional<ApiError> refusal(HttpServletRequest request) {
        var filters = OTHER_FILTERS.stream()
                .filter(name -> Query.parameter(request, name).isPresent())
                .toList();
        var ids = Query.all(request, IDS);
        if (filters.size() + Math.min(ids.size(), 1) > 1) {
            return bad("You cannot combine multiple filters in this API");
        }
        if (!filters.isEmpty()) {
            return bad("The filter `" + filters.getFirst() + "` is not supported.");
        }
        if (ids.size() > IDS_MAX) {
            return bad("The number of ids to filter must not exceed " + IDS_MAX + ".");
        }
        return ids.stream().allMatch(text -> Query.uuid(text).isPresent())
                ? Optional.empty()
                : bad("The filter `ids` takes UUIDs.");
    }

    private static Optional<ApiError> bad(String reason) {
        return Optional.of(ApiError.of(HttpStatus.BAD_REQUEST, reason));
    }
}
