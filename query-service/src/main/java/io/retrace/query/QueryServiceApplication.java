package io.retrace.query;

import io.retrace.log.DatabaseSettings;
import io.retrace.log.EventDatabase;
import io.retrace.log.EventFeed;
import io.retrace.log.Pool;
import io.retrace.log.StreamReader;
import io.retrace.model.event.EventCodec;
import io.retrace.query.feed.RestoredViews;
import io.retrace.query.feed.ViewDatabase;
import io.retrace.query.replay.ReplayCheck;
import io.retrace.wire.settings.RetraceSettings;
import io.retrace.wire.start.ServiceProgram;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/** The service that remembers, as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(QueryServiceConfiguration.class)
public class QueryServiceApplication {

    /** Serves, or does what {@link ServiceProgram} says. */
    public static void main(String[] arguments) {
        new ServiceProgram(
                        QueryServiceApplication.class,
                        ViewDatabase.MIGRATION,
                        settings -> settings.log().owner(),
                        List.of(EventDatabase.MIGRATION),
                        Map.of(
                                "after-restore", QueryServiceApplication::afterRestore,
                                "replay-check", QueryServiceApplication::replayCheck),
                        QuerySide.OWN_KEYS)
                .run(arguments);
    }

    private static String afterRestore(
            DatabaseSettings owner, RetraceSettings settings, Clock clock, List<String> words) {
        new RestoredViews(owner).forget();
        return "the views are empty; they are built again from the log when the service runs";
    }

    private static String replayCheck(
            DatabaseSettings owner, RetraceSettings settings, Clock clock, List<String> words) {
        var codec = new EventCodec();
        try (var database = new EventDatabase(Pool.open("replay-check", owner));
                var feed = new EventFeed(database, codec)) {
            return ReplayCheck.of(feed, new StreamReader(database, codec)).words();
        }
    }
}
