package io.retrace.query.timeline;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryId;
import io.retrace.query.asof.Moments;
import io.retrace.query.asof.Views;
import io.retrace.wire.http.ClientAddress.Network;
import io.retrace.wire.http.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Timelines, oldest entry first, in pages; what the view has not seen yet is said to be missing. As documents, as the API
 * gives them (docs/audit-asof.md).
 */
public final class Timelines {

    private final Moments moments;
    private final Views views;
    private final TimelineTable table;
    private final Entries entries;

    Timelines(Moments moments, Views views, TimelineTable table, Entries entries) {
        this.moments = moments;
        this.views = views;
        this.table = table;
        this.entries = entries;
    }

    /** Of a recovery. */
    public ObjectNode ofFlow(UUID id, Page page) {
        return page(page, part -> table.ofFlow(new RecoveryId(id), part));
    }

    /** Of an identity. */
    public ObjectNode ofIdentity(UUID id, Page page) {
        return page(page, part -> table.ofIdentity(new IdentityId(id), part));
    }

    /** Of an address by its id. */
    public ObjectNode ofAddress(UUID id, Page page) {
        return page(page, part -> table.ofAddress(new AddressId(id), part));
    }

    /** Of an address by the MAC that it is searched by. */
    public ObjectNode ofMac(UUID mac, Page page) {
        return page(page, part -> table.ofMac(mac, part));
    }

    /** Of a network; of the last week before its end, where nothing else is asked. */
    public ObjectNode ofNetwork(Network network, Page page) {
        return page(page.ofAWeek(moments), part -> table.ofNetwork(network, part));
    }

    private ObjectNode page(Page page, Function<Page, List<EventEnvelope>> events) {
        // before the events are read: what the view learns meanwhile is not promised
        var view = view(page);
        var found = events.apply(page);
        var shown = found.subList(0, Math.min(found.size(), page.limit()));
        var body = WireJson.mapper().createObjectNode();
        body.putObject("as_of")
                .put("position", page.until().position())
                .put("at", page.until().at().toString());
        body.set("entries", entries.json(shown, page));
        if (found.size() > shown.size()) {
            body.put("next", shown.getLast().position());
        }
        body.set("view", view);
        return body;
    }

    /** How much of the log the timeline can know. */
    private ObjectNode view(Page page) {
        var reach = views.reach("audit");
        long missing = Math.max(0, page.until().position() - reach.position());
        var json = WireJson.mapper().createObjectNode();
        json.put("position", reach.position());
        json.put("head", reach.head());
        json.put("missing", missing);
        json.put("of_this_log", reach.sameLife());
        Optional.of(missing)
                .filter(count -> count > 0)
                .flatMap(_ -> table.recordedAt(reach.position() + 1))
                .ifPresent(at -> json.put("oldest_missing_at", at.toString()));
        return json;
    }
}
