package io.retrace.wire.http;

import io.retrace.wire.settings.RetraceSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The URLs that answers name; built from configuration, never from {@code Host}.
 *
 * @param publicBase without a trailing slash
 * @param adminBase without a trailing slash
 */
public record Urls(
        String publicBase, String adminBase, String recoveryUi, String settingsUi, String loginUi, String errorUi) {

    public static Urls of(RetraceSettings settings) {
        var serve = settings.serve();
        var flows = settings.selfservice().flows();
        var publik = serve.publik();
        var admin = serve.admin();
        return new Urls(
                base(publik.baseUrl(), publik.host(), publik.port()),
                base(admin.baseUrl(), admin.host(), admin.port()),
                flows.recovery().uiUrl().toString(),
                flows.settings().uiUrl().toString(),
                flows.login().uiUrl().toString(),
                flows.error().uiUrl().toString());
    }

    private static String base(@Nullable URI configured, String host, int port) {
        return base(configured == null ? URI.create("http://" + host + ":" + port) : configured);
    }

    /** A base URL without a trailing slash. */
    public static String base(URI url) {
        var base = url.toString();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    /** What a proxy strips from the paths of the public port; empty where nothing is. */
    public String publicPath() {
        return URI.create(publicBase).getRawPath();
    }

    /** What a proxy strips from the paths of the admin port; empty where nothing is. */
    public String adminPath() {
        return URI.create(adminBase).getRawPath();
    }

    /** A UI page for a flow. */
    public static String withFlow(String page, UUID flow) {
        return with(page, "flow", flow.toString());
    }

    /** A URL with one more parameter in its query, encoded. */
    public static String with(String url, String name, String value) {
        return url + (url.contains("?") ? "&" : "?") + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
