package io.retrace.command;

import io.retrace.command.secret.SecretSource;
import io.retrace.log.AddressClaims;
import io.retrace.log.AppendListener;
import io.retrace.log.BrowserMacs;
import io.retrace.log.BudgetKeys;
import io.retrace.log.EventDatabase;
import io.retrace.log.EventLog;
import io.retrace.log.KeyDirectory;
import io.retrace.log.KeyRing;
import io.retrace.log.LetterPost;
import io.retrace.log.Pool;
import io.retrace.log.RecentEvents;
import io.retrace.log.Sealing;
import io.retrace.log.SessionLookup;
import io.retrace.log.SubjectKeys;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.Origin;
import io.retrace.model.policy.Policy;
import io.retrace.wire.http.Software;
import io.retrace.wire.settings.RetraceSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The log and the keys, as the role of this service sees them; one type, so that no other service's get mixed up.
 *
 * @param keys the rings behind all that, by the names of their files
 */
public record CommandSide(
        EventDatabase database,
        EventCodec codec,
        EventLog log,
        RecentEvents recent,
        Sealing sealing,
        AddressClaims claims,
        BudgetKeys budgets,
        LetterPost post,
        SecretSource secrets,
        SessionLookup sessions,
        BrowserMacs browsers,
        Map<String, KeyRing> keys)
        implements AutoCloseable {

    /** The key files without which it does not open. */
    public static final List<String> KEYS = List.of("budget", "claim", "code-pepper", "kek", "session");

    /** Opens the database, the log and the keys. */
    public static CommandSide open(RetraceSettings settings, Clock clock, AppendListener appends, RecentEvents recent) {
        var login = settings.log().command().login();
        EventDatabase.MIGRATION.requireDone(login);
        var database = new EventDatabase(Pool.open("command", login));
        var codec = new EventCodec();
        var directory = new KeyDirectory(Path.of(settings.keys().directory()), settings.dev());
        var keys = KEYS.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), directory::ring));
        return new CommandSide(
                database,
                codec,
                new EventLog(database, codec, clock, settings.log().appendPatience(), appends, recent),
                recent,
                new Sealing(new SubjectKeys(database, ring(keys, "kek"), clock)),
                new AddressClaims(database, ring(keys, "claim")),
                new BudgetKeys(ring(keys, "budget")),
                new LetterPost(database, clock),
                new SecretSource(ring(keys, "code-pepper"), ring(keys, "session")),
                new SessionLookup(database, codec, ring(keys, "session")),
                new BrowserMacs(ring(keys, "session")),
                keys);
    }

    private static KeyRing ring(Map<String, KeyRing> keys, String name) {
        return Objects.requireNonNull(keys.get(name), name);
    }

    /** Where the node's own decisions come from. */
    public Origin system(Policy policy) {
        return Origin.ofSystem(codec.hash(policy), Software.NAME);
    }

    @Override
    public void close() {
        log.close();
        database.close();
    }
}
