package io.retrace.query.console;

import io.retrace.model.event.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** What pages are made of besides HTML. The URL of each holds its hash, so that browsers may keep it for ever. */
public final class Assets {

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final int HASH_CHARS = 12;

    private final Map<String, Asset> assets;

    /** A file. */
    record Asset(String type, String text, String hash) {}

    private Assets(Map<String, Asset> assets) {
        this.assets = assets;
    }

    /** Reads them. */
    static Assets read() {
        var webjars = "/META-INF/resources/webjars/";
        return new Assets(Map.of(
                "console.css", asset("text/css; charset=utf-8", "console.css"),
                "console.js", asset(SCRIPT, "console.js"),
                "icon.svg", asset("image/svg+xml", "icon.svg"),
                "htmx.js", asset(SCRIPT, webjars + "htmx.org/" + version("htmx.org") + "/dist/htmx.min.js"),
                "chart.js", asset(SCRIPT, webjars + "chart.js/" + version("chart.js") + "/dist/chart.umd.min.js")));
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /** Where a file is, below the root. */
    String path(String name) {
        return "/assets/" + name + "?v=" + find(name).orElseThrow().hash();
    }

    private static Asset asset(String type, String resource) {
        var text = text(resource);
        return new Asset(type, text, Sha256.hex(text).substring(0, HASH_CHARS));
    }

    /** The build chooses it; the path of what is in a webjar names it. */
    private static String version(String webjar) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text("/META-INF/maven/org.webjars.npm/" + webjar + "/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static String text(String resource) {
        try (var in = Assets.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
