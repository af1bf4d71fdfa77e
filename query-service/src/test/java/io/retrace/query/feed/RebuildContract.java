package io.retrace.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.log.EventFeed;
import io.retrace.model.event.EventCodec;
import io.retrace.query.QuerySide;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds of every view: a generation is the same to the byte, however it came to be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RebuildContract {

    private static final Locale LOCALE = Locale.getDefault();
    private static final TimeZone ZONE = TimeZone.getDefault();

    private final ViewLog log = new ViewLog();
    private String view = "";
    private String followed = "";

    /** The view's projection, which works with this connection to the database. */
    protected abstract Projection projection(QuerySide side);

    @BeforeAll
    void follow() {
        Stories.append(log, 12);
        view = projection(log.side()).name();
        var progress = new Progress(view, log.views());
        var following = new Following(projection(log.side()), log.feed(), progress);
        assertThat(following.take()).isEqualTo(Following.GATHER);
        assertThat(following.position()).isEqualTo(log.feed().head().position());
        followed = rows();
        assertThat(followed.lines()).hasSizeGreaterThan(5);
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void batches_of_any_size_give_the_same_generation() {
        for (int size : new int[] {1, 7, 1_000}) {
            rebuild(projection(log.side()), log.side(), log.feed(), size);

            assertThat(rows()).as("batches of %s", size).isEqualTo(followed);
        }
    }

    @Test
    void interruptions_change_nothing() {
        var stumbling = new Rebuilding(log.side(), log.feed()).stumbling(projection(log.side()));

        rebuild(stumbling, log.side(), log.feed(), 2);

        assertThat(stumbling.batches()).hasValueGreaterThan(5);
        assertThat(rows()).isEqualTo(followed);
    }

    @Test
    void neither_time_zone_nor_language_change_anything() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        log.execute("alter role query set bytea_output = 'escape'");
        try (var elsewhere = log.anotherSide();
                var feed = new EventFeed(elsewhere.database(), new EventCodec())) {
            var settings = "select current_setting('TimeZone') || ' ' || current_setting('bytea_output')";
            assertThat(elsewhere.database().pool().jdbc().sql(settings).query().singleValue())
                    .isEqualTo("Asia/Kathmandu escape");

            rebuild(projection(elsewhere), elsewhere, feed, 100);
        } finally {
            log.execute("alter role query reset bytea_output");
            TimeZone.setDefault(ZONE);
            Locale.setDefault(LOCALE);
        }
        assertThat(rows()).isEqualTo(followed);
    }

    private void rebuild(Projection projection, QuerySide side, EventFeed feed, int batchMax) {
        long before = generation();
        new Rebuilding(side, feed).build(projection, batchMax);
        assertThat(generation()).isEqualTo(before + 1);
    }

    private long generation() {
        return log.count("select generation from view.progress where name = '" + view + "'");
    }

    private String rows() {
        return log.rows("view." + view);
    }
}
