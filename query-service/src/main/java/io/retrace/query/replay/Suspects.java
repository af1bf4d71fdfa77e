package io.retrace.query.replay;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Which flows belong to the attack that a request tells of. */
final class Suspects {

    private static final String FLOWS = """
            select distinct correlation from view.audit
             where position between :from and :to and correlation like 'recovery-%'
               and (client <<= any (:clients::inet[]) or identity = any (:identities))
             limit 200000""";

    private final ReplayDatabase database;

    Suspects(ReplayDatabase database) {
        this.database = database;
    }

    /** Their streams: those that it names, and those from its networks and to its identities, as far as the view knows. */
    Set<String> flows(RunRequest request, long from, long to) {
        var streams = new HashSet<>(request.flows());
        streams.addAll(database.pool()
                .jdbc()
                .sql(FLOWS)
                .param("from", from)
                .param("to", to)
                .param("clients", request.clients().toArray(String[]::new))
                .param("identities", request.identities().toArray(UUID[]::new))
                .query((row, _) -> row.getString("correlation"))
                .list());
        return streams;
    }
}
