package io.retrace.query.asof;

import io.retrace.log.EventDatabase;
import io.retrace.wire.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** How far the views are that tell which streams belong together. */
public final class Views {

    /** So much of what a view has not seen yet is read from the log in its stead. */
    static final long TAIL_MAX = 10_000;

    private static final String REACH = """
            select h.position as head, h.incarnation = coalesce(p.incarnation, h.incarnation) as same_life,
                   coalesce(p.position, 0) as position
              from log.event_head h left join view.progress p on p.name = :view""";

    private final EventDatabase database;

    public Views(EventDatabase database) {
        this.database = database;
    }

    /**
     * How far a view is.
     *
     * @param head the log's newest position
     * @param position up to which the view knows the log
     * @param sameLife false when the view is of another life of the log
     */
    public record Reach(long head, long position, boolean sameLife) {

        /** Whether view and log's tail together know what had happened at a position, within bounds. */
        public boolean covers(long asOf) {
            return sameLife && asOf - position <= TAIL_MAX;
        }
    }

    /** How far a view is. */
    public Reach reach(String view) {
        return database.pool()
                .jdbc()
                .sql(REACH)
                .param("view", view)
                .query((row, _) -> new Reach(row.getLong("head"), row.getLong("position"), row.getBoolean("same_life")))
                .single();
    }

    /** What to answer while a view is too far behind a moment; empty when it is not. */
    public Optional<ResponseEntity<byte[]>> tooFarBehind(String view, AsOf asOf, HttpServletRequest request) {
        if (reach(view).covers(asOf.position())) {
            return Optional.empty();
        }
        var later = new HttpHeaders();
        later.add(HttpHeaders.RETRY_AFTER, "5");
        return Optional.of(Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "view-behind",
                        "the view " + view + " is too far behind that moment; it is being built")
                .answer(request, later));
    }
}
