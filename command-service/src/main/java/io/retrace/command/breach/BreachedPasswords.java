package io.retrace.command.breach;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often a password stands in published data breaches, by the range API of Have I Been Pwned: the first five hex digits
 * of its SHA-1 go out, a page of all that begin so comes back, padded, so that who listens learns nothing (k-anonymity).
 * Digits and hash stand in no log.
 */
public final class BreachedPasswords {

    private static final Logger log = LoggerFactory.getLogger(BreachedPasswords.class);
    private static final int PREFIX_DIGITS = 5;
    private static final long PAGE_BYTES_MAX = 1 << 20;
    private static final int ASKED_AT_ONCE_MAX = 32;

    private final HttpClient http;
    private final URI base;
    private final Duration patience;
    private final MeterRegistry metrics;
    private final RangePages pages = new RangePages();
    private final Semaphore places = new Semaphore(ASKED_AT_ONCE_MAX);

    /**
     * Asks a service.
     *
     * @param base where it is
     * @param patience how long a look-up may take in all
     */
    public BreachedPasswords(URI base, Duration patience, MeterRegistry metrics) {
        this.http = HttpClient.newBuilder().connectTimeout(patience).build();
        this.base = base;
        this.patience = patience;
        this.metrics = metrics;
    }

    /** How often it was found; empty when nobody can say. */
    public OptionalLong occurrences(String password) {
        var hash = sha1(password);
        var prefix = hash.substring(0, PREFIX_DIGITS);
        var found = pages.find(prefix)
                .or(() -> ask(prefix))
                .map(page -> OptionalLong.of(page.count(hash.substring(PREFIX_DIGITS))))
                .orElse(OptionalLong.empty());
        counter(found.isEmpty() ? "unknown" : found.getAsLong() > 0 ? "breached" : "clean")
                .increment();
        return found;
    }

    private Optional<RangePage> ask(String prefix) {
        if (!places.tryAcquire()) {
            return unknown("too many look-ups at once");
        }
        try {
            var page = fetch(prefix);
            page.ifPresent(kept -> pages.keep(prefix, kept));
            return page;
        } finally {
            places.release();
        }
    }

    private Optional<RangePage> fetch(String prefix) {
        var request = HttpRequest.newBuilder(base.resolve("/range/" + prefix))
                .header("Add-Padding", "true")
                .header("User-Agent", "Retrace")
                .build();
        var answer = http.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.US_ASCII), PAGE_BYTES_MAX));
        try {
            return page(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return unknown("no answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            return unknown(Optional.<Throwable>ofNullable(e.getCause())
                    .orElse(e)
                    .getClass()
                    .getSimpleName());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return unknown("the service stops");
        } finally {
            answer.cancel(true);
        }
    }

    private static Optional<RangePage> page(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            return unknown("status " + answer.statusCode());
        }
        var page = RangePage.parse(answer.body());
        return page.isPresent() ? page : unknown("the answer is no page of hashes");
    }

    private static Optional<RangePage> unknown(String reason) {
        log.warn("breach check failed reason={}", reason);
        return Optional.empty();
    }

    private Counter counter(String outcome) {
        return Counter.builder("retrace_breach_checks")
                .description("look-ups of passwords in data breaches")
                .tag("outcome", outcome)
                .register(metrics);
    }

    private static String sha1(String password) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
