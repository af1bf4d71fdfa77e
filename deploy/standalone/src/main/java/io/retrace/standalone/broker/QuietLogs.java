package io.retrace.standalone.broker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Kafka's loggers at WARN, unless the configuration names a level for them. */
final class QuietLogs {

    private static final List<String> LOGGERS = List.of("kafka", "org.apache.kafka", "state.change.logger");

    private QuietLogs() {}

    static void apply() {
        for (String name : LOGGERS) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger && logger.getLevel() == null) {
                logger.setLevel(Level.WARN);
            }
        }
    }
}
