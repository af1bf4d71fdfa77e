package io.retrace.courier.channel;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The mail server of a connection URI: {@code smtp://[user:password@]host[:port]/}, which insists on STARTTLS unless
 * {@code disable_starttls=true}, or {@code smtps://…} for TLS from the start; {@code skip_ssl_verify=true} believes any
 * certificate.
 *
 * @param protocol {@code smtp} or {@code smtps}
 * @param user null when there is no login; then there is no password either
 */
record MailServer(
        String protocol,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        boolean startTls,
        boolean anyCertificate) {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    /** A server that looks through a mail before it answers is not hurried: whoever hangs up sends again (RFC 1047). */
    private static final Duration READ_MAX = Duration.ofSeconds(30);

    private static final Duration WRITE_MAX = Duration.ofSeconds(10);

    /**
     * Reads a connection URI.
     *
     * @throws IllegalArgumentException when it names no mail server; the message does not repeat the URI
     */
    static MailServer of(URI uri) {
        var protocol = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!protocol.equals("smtp") && !protocol.equals("smtps")) {
            throw new IllegalArgumentException("the mail server's URI must start with smtp:// or smtps://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the mail server's URI must name a host");
        }
        return new MailServer(
                protocol,
                uri.getHost(),
                port(uri, protocol),
                user(uri),
                password(uri),
                protocol.equals("smtp") && !says(uri, "disable_starttls=true"),
                says(uri, "skip_ssl_verify=true"));
    }

    private static @Nullable String user(URI uri) {
        var credentials = uri.getRawUserInfo();
        return credentials == null ? null : decoded(credentials.split(":", 2)[0]);
    }

    /** Null without a user: Jakarta Mail would log in as the user of the operating system. */
    private static @Nullable String password(URI uri) {
        var credentials = uri.getRawUserInfo();
        if (credentials == null) {
            return null;
        }
        int colon = credentials.indexOf(':');
        return colon < 0 ? "" : decoded(credentials.substring(colon + 1));
    }

    private static int port(URI uri, String protocol) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return protocol.equals("smtps") ? 465 : 25;
    }

    private static boolean says(URI uri, String switchedOn) {
        var query = uri.getQuery();
        return query != null && Arrays.asList(query.split("&", -1)).contains(switchedOn);
    }

    /** A plus sign means itself here. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Jakarta Mail's settings, with every one that we rely on. */
    Properties sessionProperties(String envelopeFrom) {
        var properties = new Properties();
        var prefix = "mail." + protocol + ".";
        properties.setProperty(prefix + "connectiontimeout", Long.toString(CONNECT_MAX.toMillis()));
        properties.setProperty(prefix + "timeout", Long.toString(READ_MAX.toMillis()));
        properties.setProperty(prefix + "writetimeout", Long.toString(WRITE_MAX.toMillis()));
        properties.setProperty(prefix + "auth", Boolean.toString(user != null));
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(startTls));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(startTls));
        properties.setProperty(prefix + "ssl.checkserveridentity", Boolean.toString(!anyCertificate));
        if (anyCertificate) {
            properties.setProperty(prefix + "ssl.trust", "*");
        }
        properties.setProperty(prefix + "from", envelopeFrom);
        // what EHLO says; else the name service is asked for this host's own name
        properties.setProperty(prefix + "localhost", "localhost");
        properties.setProperty(prefix + "quitwait", "false");
        return properties;
    }

    @Override
    public String toString() {
        return "MailServer[host=" + host + ", port=" + port + "]";
    }
}
