package io.retrace.query.audit;

import io.retrace.query.audit.Judged.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What events must be like to be found: like all that is given.
 *
 * @param identity they name it, or belong to a flow in which an event names it
 * @param address MAC of an address that they name, or of a flow in which an event names it
 * @param flow id of a recovery or settings flow that they belong to
 * @param session they name it
 * @param client whoever asked was in this block of addresses
 * @param agent the family of the client's software
 * @param types any of these; any at all when there are none
 * @param trace id of the trace, 128 bits
 */
record AuditFilter(
        Optional<UUID> identity,
        Optional<UUID> address,
        Optional<UUID> flow,
        Optional<UUID> session,
        Optional<Cidr> client,
        Optional<String> agent,
        List<String> types,
        Optional<Outcome> outcome,
        Optional<String> actor,
        Optional<UUID> trace) {

    AuditFilter {
        types = types.stream().distinct().sorted().toList();
    }
}
