package io.retrace.command;

import io.retrace.log.DatabaseSettings;
import io.retrace.log.ErasedSubjects;
import io.retrace.log.EventDatabase;
import io.retrace.log.RestoredLog;
import io.retrace.wire.settings.RetraceSettings;
import io.retrace.wire.start.ServiceProgram;
import java.nio.file.Path;
import java.util.List;
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
                        CommandServiceApplication::afterRestore,
                        CommandSide.KEYS)
                .run(arguments);
    }

    private static String afterRestore(DatabaseSettings owner, RetraceSettings settings) {
        return new RestoredLog(owner)
                .begin(ErasedSubjects.in(Path.of(settings.keys().directory())))
                .words();
    }
}
