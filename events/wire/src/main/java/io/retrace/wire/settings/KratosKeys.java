package io.retrace.wire.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** The keys of Kratos that Retrace does not have: whoever brings a configuration along is told why. */
public final class KratosKeys {

    private static final String FILE = "kratos-keys-without-effect.properties";
    private static final String PREFIX = "retrace.";

    private KratosKeys() {}

    /** Each with the reason; one with a dot at its end stands for all below it. */
    static Map<String, String> absent() {
        var file = new EncodedResource(new ClassPathResource(FILE, KratosKeys.class), StandardCharsets.UTF_8);
        try {
            var absent = new TreeMap<String, String>();
            Properties table = PropertiesLoaderUtils.loadProperties(file);
            table.stringPropertyNames().forEach(key -> absent.put(key, table.getProperty(key)));
            return absent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pattern(String absent) {
        return Pattern.quote(PREFIX + absent) + (absent.endsWith(".") ? ".*" : "([.\\[].*)?");
    }

    /** Why Retrace does not have a key, if it is one of the peer's. */
    public static Optional<String> whyAbsent(String key) {
        var asked = key.replace('-', '_');
        return absent().entrySet().stream()
                .filter(absent -> asked.matches(pattern(absent.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
