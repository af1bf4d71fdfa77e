package io.retrace.query.audit;

import static io.retrace.query.audit.AuditQueries.ADDRESS_MAC;
import static io.retrace.query.audit.AuditQueries.FILTER;
import static io.retrace.query.audit.AuditQueries.RANGE;
import static io.retrace.query.audit.AuditQueries.names;

import io.retrace.wire.flow.Opener;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The audit trail, searched, counted and followed: the documents that the API answers, for whoever else shows them. What
 * is asked are the parameters of docs/audit-api.md, and {@code address_mac} in the place of an address.
 */
public final class AuditTrail {

    private static final Set<String> COUNT = names(names(FILTER, RANGE), Set.of(ADDRESS_MAC));
    private static final Set<String> SEARCH = names(COUNT, Set.of("order", "limit", "cursor"));
    private static final Set<String> FOLLOW = names(FILTER, Set.of(ADDRESS_MAC));

    private final AuditQueries queries;
    private final AuditSearch search;
    private final Tails tails;
    private final Policies policies;
    private final EntryJson json;

    AuditTrail(AuditQueries queries, AuditSearch search, Tails tails, Policies policies, EntryJson json) {
        this.queries = queries;
        this.search = search;
        this.tails = tails;
        this.policies = policies;
        this.json = json;
    }

    /**
     * A page of entries, with {@code next} unless it is the last one, and the {@code position} that it reflects.
     *
     * @param opener opens what is personal; empty where that stays closed
     * @throws MalformedSearch when it is no search
     */
    public ObjectNode events(Map<String, List<String>> asked, Optional<Opener> opener) {
        return events(Parameters.of(asked, SEARCH), opener);
    }

    ObjectNode events(Parameters asked, Optional<Opener> opener) {
        var page = search.page(queries.read(asked));
        var body = WireJson.mapper().createObjectNode();
        var entries = body.putArray("entries");
        page.events().forEach(found -> entries.add(json.of(found, page.policies(), opener)));
        page.next().ifPresent(next -> body.put("next", next));
        body.put("position", page.reflects());
        return body;
    }

    /**
     * How what is found divides up.
     *
     * @throws MalformedSearch when it is no search
     */
    public ObjectNode facets(Map<String, List<String>> asked) {
        return facets(Parameters.of(asked, COUNT));
    }

    ObjectNode facets(Parameters asked) {
        var facets = search.facets(queries.filter(asked), queries.range(asked));
        var body = WireJson.mapper().createObjectNode();
        body.put("counted", facets.counted());
        body.put("complete", facets.isComplete());
        facets.counts().forEach((facet, counts) -> {
            var list = body.putArray(facet);
            counts.forEach(
                    (value, events) -> list.addObject().put("value", value).put("events", events));
        });
        return body;
    }

    /** The MAC that an address is searched by, which may stand in a URL; empty for what is no address. */
    public Optional<UUID> reference(String address) {
        return queries.reference(address);
    }

    /**
     * Sends what a filter finds behind a position as server-sent events, until the client has gone, the tail's lifetime is
     * over or the service ends.
     *
     * @param data what is told of an entry, in one line
     * @return false when too many follow already; then nothing was sent
     * @throws MalformedSearch when it is no filter
     */
    public boolean follow(
            Map<String, List<String>> asked,
            long after,
            HttpServletRequest request,
            HttpServletResponse response,
            Function<ObjectNode, String> data)
            throws IOException {
        return follow(Parameters.of(asked, FOLLOW), Optional.of(after), request, response, data);
    }

    boolean follow(
            Parameters asked,
            Optional<Long> after,
            HttpServletRequest request,
            HttpServletResponse response,
            Function<ObjectNode, String> data)
            throws IOException {
        var filter = queries.filter(asked);
        if (request.getMethod().equals("HEAD")) {
            EventStream.begin(response);
            return true;
        }
        try {
            var stream = new EventStream(response, policies, json, data);
            return tails.follow(filter, after.orElseGet(tails::now), stream);
        } catch (ClientAbortException | AsyncRequestNotUsableException _) {
            return true; // whoever listened has gone
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
