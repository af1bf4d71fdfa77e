package io.retrace.courier;

import io.retrace.log.DatabaseSettings;
import io.retrace.wire.AdminPortConfiguration;
import io.retrace.wire.settings.RetraceSettings;
import io.retrace.wire.start.ServiceProgram;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/** The courier as a process of its own, which has an admin port and no public one. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({AdminPortConfiguration.class, CourierServiceConfiguration.class})
public class CourierServiceApplication {

    /** Serves, or does what {@link ServiceProgram} says. */
    public static void main(String[] arguments) {
        new ServiceProgram(
                        CourierServiceApplication.class,
                        CourierDatabase.MIGRATION,
                        settings -> settings.courier().owner(),
                        List.of(),
                        Map.of("after-restore", CourierServiceApplication::afterRestore),
                        List.of("courier"))
                .run(arguments);
    }

    private static String afterRestore(
            DatabaseSettings owner, RetraceSettings settings, Clock clock, List<String> words) {
        return "letters that waited and were given up: " + new RestoredCourier(owner).giveUp(clock.instant());
    }
}
