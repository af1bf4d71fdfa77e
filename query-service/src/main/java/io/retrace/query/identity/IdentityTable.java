package io.retrace.query.identity;

import io.retrace.log.EventRow;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityId;
import io.retrace.model.identity.Identity;
import io.retrace.query.feed.ViewDatabase;
import io.retrace.query.page.Paging.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Which identities there are, newest first. Only that is the view's to know: what is so of each is folded from its
 * stream, so that personal data stands in one place and nobody on a list is stale.
 */
final class IdentityTable {

    static final String VIEW = "identity";

    /** One more than the page takes, to see whether another follows. */
    private static final String LIST = """
            with page as (select id, position from view.identity
                           where position < :before and (:everybody or id = any (:ids))
                           order by position desc limit :size + 1 offset :skipped)
            select coalesce(p.position, 0) as reflects, page.position as place,
                   e.position, e.recorded_at, e.body
              from (select max(position) as position from view.progress where name = :view) p
              left join page on true
              left join log.event e on e.stream = 'identity-' || page.id
             order by page.position desc, e.sequence""";

    private final ViewDatabase database;
    private final EventCodec codec;

    IdentityTable(ViewDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /**
     * Some of the identities that there are.
     *
     * @param reflects the position of the log up to which the view knows who there is
     * @param next what the next page stands before; empty on the last one
     */
    record Listed(List<Identity.Present> identities, long reflects, OptionalLong next) {

        Listed {
            identities = List.copyOf(identities);
        }
    }

    /**
     * A page of those that there are.
     *
     * @param ids whom to look for among them; empty for everybody
     */
    Listed list(Page page, Set<IdentityId> ids) {
        var folded = new LinkedHashMap<Long, Identity>();
        var reflects = new long[1];
        database.pool()
                .jdbc()
                .sql(LIST)
                .param("before", page.before())
                .param("everybody", ids.isEmpty())
                .param("ids", ids.stream().map(IdentityId::value).toArray(UUID[]::new))
                .param("size", page.size())
                .param("skipped", page.skipped())
                .param("view", VIEW)
                .query(row -> {
                    reflects[0] = row.getLong("reflects");
                    if (row.getBytes("body") != null) {
                        var before = folded.getOrDefault(row.getLong("place"), Identity.initial());
                        folded.put(row.getLong("place"), Identity.evolve(before, event(row)));
                    }
                });
        var places = folded.keySet().stream().limit(page.size()).toList();
        return new Listed(
                places.stream()
                        .map(folded::get)
                        // deleted since
                        .filter(Identity.Present.class::isInstance)
                        .map(Identity.Present.class::cast)
                        .toList(),
                reflects[0],
                folded.size() > page.size() ? OptionalLong.of(places.getLast()) : OptionalLong.empty());
    }

    private IdentityEvent event(ResultSet row) throws SQLException {
        return (IdentityEvent) EventRow.read(row, codec).event();
    }

    /** Identities and where the log has their beginning, for a generation's table. */
    void add(Map<UUID, Long> created, String table) {
        if (!created.isEmpty()) {
            var ordered = new LinkedHashMap<>(created);
            database.pool()
                    .jdbc()
                    .sql("""
                            insert into %s (id, position)
                            select * from unnest(:ids::uuid[], :positions::bigint[])
                            on conflict (id) do nothing""".formatted(table))
                    .param("ids", ordered.keySet().toArray(UUID[]::new))
                    .param("positions", ordered.values().toArray(Long[]::new))
                    .update();
        }
    }

    void remove(Set<UUID> deleted, String table) {
        if (!deleted.isEmpty()) {
            database.pool()
                    .jdbc()
                    .sql("delete from %s where id = any (:ids)".formatted(table))
                    .param("ids", deleted.toArray(UUID[]::new))
                    .update();
        }
    }
}
