package io.retrace.query;

import io.retrace.log.BrowserMacs;
import io.retrace.log.EventDatabase;
import io.retrace.log.KeyDirectory;
import io.retrace.log.KeyRing;
import io.retrace.log.Pool;
import io.retrace.log.RecentEvents;
import io.retrace.log.Sealing;
import io.retrace.log.SessionLookup;
import io.retrace.log.SubjectKeys;
import io.retrace.model.event.EventCodec;
import io.retrace.query.feed.ViewDatabase;
import io.retrace.wire.settings.RetraceSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The log and the keys, as the role of this service sees them; one type, so that no other service's get mixed up. */
public record QuerySide(
        EventDatabase database,
        EventCodec codec,
        RecentEvents recent,
        Sealing sealing,
        SessionLookup sessions,
        BrowserMacs browsers,
        KeyRing searchKeys)
        implements AutoCloseable {

    /** The key files that nobody else has. */
    public static final List<String> OWN_KEYS = List.of("search");

    /** Opens the database and the keys. */
    public static QuerySide open(RetraceSettings settings, Clock clock, RecentEvents recent) {
        var login = settings.log().query().login();
        EventDatabase.MIGRATION.requireDone(login);
        ViewDatabase.MIGRATION.requireDone(login);
        var database = new EventDatabase(Pool.open("query", login));
        var codec = new EventCodec();
        var keys = new KeyDirectory(Path.of(settings.keys().directory()), settings.dev());
        var sessionKeys = keys.ring("session");
        return new QuerySide(
                database,
                codec,
                recent,
                new Sealing(new SubjectKeys(database, keys.ring("kek"), clock)),
                new SessionLookup(database, codec, sessionKeys),
                new BrowserMacs(sessionKeys),
                keys.ring("search"));
    }

    @Override
    public void close() {
        database.close();
    }
}
