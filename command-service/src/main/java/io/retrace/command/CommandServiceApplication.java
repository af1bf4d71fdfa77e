package io.retrace.command;

import io.retrace.log.EventDatabase;
import io.retrace.wire.start.ServiceProgram;
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
                        List.of("budget", "claim", "code-pepper", "kek", "session"))
                .run(arguments);
    }
}
