package io.retrace.command.recovery;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sha256;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.wire.http.Negotiation;
import io.retrace.wire.http.Urls;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * The page that a link opens: its button redeems the link. Scanners of mail and prefetching browsers open links too, and
 * press no buttons (ADR-0026). It works with any UI, without JavaScript, and looks nothing up.
 */
final class ConfirmationAnswers {

    private static final String STYLE = resource("/pages/confirm_link.css");
    private static final Template PAGE = Mustache.compiler().compile(resource("/pages/confirm_link.html.mustache"));
    private static final Map<String, Map<String, String>> WORDS = Map.of(
            "en",
                    Map.of(
                            "language", "en",
                            "title", "Recover your account",
                            "text", "Press the button to go on. You will then be asked for a new password.",
                            "button", "Continue",
                            "otherwise", "If you did not ask for this, close the page: nothing happens."),
            "de",
                    Map.of(
                            "language", "de",
                            "title", "Konto wiederherstellen",
                            "text",
                                    "Drücken Sie den Knopf, um weiterzumachen. Dann wird nach einem neuen Passwort gefragt.",
                            "button", "Weiter",
                            "otherwise",
                                    "Wenn das nicht von Ihnen kommt, schließen Sie die Seite: Es geschieht nichts."));

    private final Urls urls;
    private final RecoverySwitches switches;
    private final String contentSecurityPolicy;

    /**
     * The page.
     *
     * @param formTargets where its button may lead in the end, as {@code form-action} has it
     */
    ConfirmationAnswers(Urls urls, RecoverySwitches switches, String formTargets) {
        this.urls = urls;
        this.switches = switches;
        this.contentSecurityPolicy =
                "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(STYLE))
                        + "'; form-action " + formTargets + " 'self'; frame-ancestors 'none'; base-uri 'none'";
    }

    /** Whether who opens a link gets the page first. */
    boolean isDue(HttpServletRequest request) {
        boolean redeems = switches.oneClick() || Negotiation.isJson(request);
        return switches.isOn(RecoveryMethod.LINK) && (!redeems || isPrefetch(request));
    }

    /** The page. */
    ResponseEntity<byte[]> page(HttpServletRequest request, RecoveryId id, String token) {
        var html = PAGE.execute(Map.of(
                "words",
                words(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)),
                "style",
                STYLE,
                "action",
                urls.publicBase() + "/self-service/recovery?flow=" + id,
                "token",
                token));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .header("Content-Security-Policy", contentSecurityPolicy)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .body(html.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPrefetch(HttpServletRequest request) {
        return Stream.of("Sec-Purpose", "Purpose")
                .map(request::getHeader)
                .anyMatch(purpose -> purpose != null && purpose.contains("prefetch"));
    }

    private static Map<String, String> words(String accepted) {
        var language = accepted == null ? "en" : best(accepted);
        return Objects.requireNonNull(WORDS.get(language), language);
    }

    private static String best(String accepted) {
        try {
            var language = Locale.lookupTag(Locale.LanguageRange.parse(accepted), List.copyOf(WORDS.keySet()));
            return language == null ? "en" : language;
        } catch (IllegalArgumentException _) {
            return "en";
        }
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(ConfirmationAnswers.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
