package io.retrace.query.console;

import io.retrace.model.event.OperationEvent.Role;
import io.retrace.wire.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands around every page.
 *
 * @param caller who reads it; empty before they have shown who they are
 * @param section which entry of the navigation it belongs to; empty for none
 * @param now when it was made
 * @param signedIn whether there is something to sign out of
 */
public record Frame(
        Links links, Assets assets, Optional<Caller> caller, String section, Instant now, boolean signedIn) {

    private static final Set<Role> READERS = Set.of(Role.AUDITOR, Role.RESPONDER);
    private static final int ACTOR_CHARS = 14;

    /** An entry of the navigation. */
    public record Entry(String section, String title, String url, boolean here) {}

    /** Those that the caller may open. */
    public List<Entry> navigation() {
        if (caller.isEmpty()) {
            return List.of();
        }
        var projections = entry("projections", "Projections");
        return mayRead()
                ? List.of(
                        entry("events", "Search"),
                        entry("timeline", "Timeline"),
                        entry("recoveries", "Recoveries"),
                        entry("identities", "Identities"),
                        entry("lab", "What-if lab"),
                        projections)
                : List.of(projections);
    }

    private Entry entry(String name, String title) {
        return new Entry(name, title, links.to("/" + name), name.equals(section));
    }

    /** Whether the audit trail is open to the caller. */
    public boolean mayRead() {
        return caller.filter(who -> who.hasOneOf(READERS)).isPresent();
    }

    /** Whether the caller may see personal data, and start runs. */
    public boolean mayRespond() {
        return caller.filter(who -> who.hasOneOf(Set.of(Role.RESPONDER))).isPresent();
    }

    /** Who reads it, in few characters. */
    public String actor() {
        var actor = caller.map(Caller::actor).orElse("");
        return actor.length() > ACTOR_CHARS ? actor.substring(0, ACTOR_CHARS) + "…" : actor;
    }

    /** Where a file is that pages are made of. */
    public String asset(String name) {
        return links.to(assets.path(name));
    }

    /** How long ago something was. */
    public String ago(Instant at) {
        return Times.ago(at, now);
    }
}
