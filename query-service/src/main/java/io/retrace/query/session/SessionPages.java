package io.retrace.query.session;

import io.retrace.log.IssuedSessions.Entry;
import io.retrace.model.identity.Identity;
import io.retrace.query.page.PageHeaders;
import io.retrace.query.page.Paging.Page;
import io.retrace.wire.flow.SessionJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.http.ResponseEntity;

/** Sessions of an identity in pages. */
record SessionPages(SessionJson json, Devices devices) {

    /**
     * One page.
     *
     * @param path of the list as clients see it
     * @param reflects the position of the log up to which the list knows what there is
     * @param all what is on all pages, newest first
     */
    ResponseEntity<byte[]> answer(
            HttpServletRequest request,
            String path,
            Page page,
            long reflects,
            Identity.Present identity,
            Instant at,
            List<Entry> all) {
        var rest = all.stream()
                .filter(entry -> entry.position() < page.before())
                .skip(page.skipped())
                .toList();
        var shown = rest.stream().limit(page.size()).toList();
        var body = WireJson.mapper().createArrayNode();
        for (var entry : shown) {
            body.add(json.listed(entry.issued(), entry.inForce(identity, at), identity, devices.of(entry.origin())));
        }
        var next = rest.size() > shown.size() ? OptionalLong.of(shown.getLast().position()) : OptionalLong.empty();
        return Answers.json(200, body, PageHeaders.of(request, path, page, reflects, next, all.size()));
    }
}
