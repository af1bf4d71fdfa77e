package io.retrace.command.http;

import io.retrace.wire.settings.RetraceSettings;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as the service gets them, with the defaults where nothing is said. */
public final class Given {

    private Given() {}

    /** The settings of these keys, which begin with {@code retrace.}. */
    public static RetraceSettings settings(Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys)).bindOrCreate("retrace", RetraceSettings.class);
    }
}
