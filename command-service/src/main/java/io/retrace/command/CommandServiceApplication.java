package io.retrace.command;

import io.retrace.log.DatabaseSettings;
import io.retrace.log.ErasedSubjects;
import io.retrace.log.EventDatabase;
import io.retrace.log.KeyDirectory;
import io.retrace.log.Rekeying;
import io.retrace.log.RestoredLog;
import io.retrace.wire.access.TokenCommand;
import io.retrace.wire.http.Software;
import io.retrace.wire.settings.RetraceSettings;
import io.retrace.wire.start.ServiceProgram;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/** The service that decides, as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(CommandServiceConfiguration.class)
public class CommandServiceApplication {

    /** Serves, or does what {@link ServiceProgram} says. */
    public static void main(String[] arguments) {
        new ServiceProgram(
                        CommandServiceApplication.class,
                        EventDatabase.MIGRATION,
                        settings -> settings.log().owner(),
                        List.of(),
                        Map.of(
                                "after-restore", CommandServiceApplication::afterRestore,
                                "rekey", CommandServiceApplication::rekey,
                                "token", CommandServiceApplication::token),
                        CommandSide.KEYS)
                .run(arguments);
    }

    private static String afterRestore(
            DatabaseSettings owner, RetraceSettings settings, Clock clock, List<String> words) {
        return new RestoredLog(owner, Software.NAME)
                .begin(ErasedSubjects.in(Path.of(settings.keys().directory())), clock.instant())
                .words();
    }

    private static String rekey(DatabaseSettings owner, RetraceSettings settings, Clock clock, List<String> words) {
        var keys = KeyDirectory.existing(Path.of(settings.keys().directory()));
        return new Rekeying(owner, keys, clock).run().words();
    }

    private static String token(DatabaseSettings owner, RetraceSettings settings, Clock clock, List<String> words) {
        return TokenCommand.of(words).run(owner, clock);
    }
}
