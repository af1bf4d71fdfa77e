package io.retrace.wire.settings;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Settings as a service gets them: bound by Spring, with the defaults where nothing is said. */
public final class Given {

    private Given() {}

    @EnableConfigurationProperties(RetraceSettings.class)
    static class Binding {}

    /** The settings of these keys, which begin with {@code retrace.}. */
    public static RetraceSettings settings(Map<String, String> keys) {
        try (var context = new AnnotationConfigApplicationContext()) {
            var sources = context.getEnvironment().getPropertySources();
            sources.addFirst(new MapPropertySource("given", new HashMap<>(keys)));
            context.register(Binding.class);
            context.refresh();
            return context.getBean(RetraceSettings.class);
        }
    }
}
