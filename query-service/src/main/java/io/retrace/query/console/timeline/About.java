package io.retrace.query.console.timeline;

import io.retrace.query.audit.MalformedSearch;
import io.retrace.query.console.Links;
import io.retrace.query.console.Words;
import io.retrace.query.timeline.Page;
import io.retrace.query.timeline.Timelines;
import io.retrace.wire.http.ClientAddress.Network;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whose timeline it is.
 *
 * @param value an id; of an address the MAC that it is searched by; of a network a block of IP addresses
 */
record About(Kind kind, String value) {

    /** What has a timeline, by its name in URLs. */
    enum Kind {
        IDENTITY("identity", "Account"),
        FLOW("flow", "Recovery"),
        ADDRESS("address", "Address"),
        CLIENT("client", "Network");

        private final String parameter;
        private final String word;

        Kind(String parameter, String word) {
            this.parameter = parameter;
            this.word = word;
        }
    }

    About {
        if (kind == Kind.CLIENT
                ? Network.of(value).isEmpty()
                : Query.uuid(value).isEmpty()) {
            throw new MalformedSearch(kind.parameter + " must be "
                    + (kind == Kind.CLIENT
                            ? "an IP address or a CIDR block"
                            : "an id; type an address into the search field"));
        }
    }

    /** What a URL names; empty when it names nothing. */
    static Optional<About> of(HttpServletRequest request) {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Query.parameter(request, kind.parameter).map(value -> new About(kind, value)).stream())
                .findFirst();
    }

    /** What it is, and which. */
    String title() {
        return kind.word + (kind == Kind.ADDRESS ? "" : " " + Words.brief(value));
    }

    /** What it is, and which, in full. */
    String whole() {
        return kind == Kind.ADDRESS ? "an address that was typed" : value;
    }

    String url(Links links) {
        return links.timeline(kind.parameter, value);
    }

    /** Server-sent events of what comes after a position. */
    String tail(Links links, long after) {
        return links.to("/timeline/tail?" + kind.parameter + "=" + Links.encoded(value) + "&after=" + after);
    }

    /** The stream that it is the story of, if it is one stream's. */
    Optional<String> stream() {
        return switch (kind) {
            case IDENTITY -> Optional.of("identity-" + value);
            case FLOW -> Optional.of("recovery-" + value);
            case ADDRESS, CLIENT -> Optional.empty();
        };
    }

    /** The same as a search of the audit trail. */
    Map<String, List<String>> filter() {
        return Map.of(kind == Kind.ADDRESS ? "address_mac" : kind.parameter, List.of(value));
    }

    /** The page of its timeline. */
    ObjectNode timeline(Timelines timelines, Page page) {
        return switch (kind) {
            case IDENTITY -> timelines.ofIdentity(UUID.fromString(value), page);
            case FLOW -> timelines.ofFlow(UUID.fromString(value), page);
            case ADDRESS -> timelines.ofMac(UUID.fromString(value), page);
            case CLIENT -> timelines.ofNetwork(Network.of(value).orElseThrow(), page);
        };
    }
}
