package io.retrace.wire.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Health on both ports; version and metrics on the admin port (spec section 15). */
@RestController
public final class OperationsController {

    private static final Duration READY_PATIENCE = Duration.ofSeconds(2);

    private final List<Part> parts;
    private final PrometheusMeterRegistry metrics;

    private record Part(String name, Impatient<Boolean> ready) {}

    public OperationsController(List<Readiness> parts, PrometheusMeterRegistry metrics) {
        this.parts = parts.stream()
                .map(part -> new Part(part.part(), new Impatient<>(part::isReady, READY_PATIENCE, false)))
                .toList();
        this.metrics = metrics;
    }

    @GetMapping({"/health/alive", "/admin/health/alive"})
    ResponseEntity<byte[]> alive() {
        return Answers.json(200, ok());
    }

    @GetMapping({"/health/ready", "/admin/health/ready"})
    ResponseEntity<byte[]> ready() {
        var broken = parts.stream()
                .filter(part -> !part.ready().answer())
                .map(Part::name)
                .toList();
        if (broken.isEmpty()) {
            return Answers.json(200, ok());
        }
        var body = WireJson.mapper().createObjectNode();
        var errors = body.putObject("errors");
        broken.forEach(part -> errors.put(part, "error may contain sensitive information and was obfuscated"));
        return Answers.json(503, body);
    }

    @GetMapping("/admin/version")
    ResponseEntity<byte[]> version() {
        return Answers.json(200, WireJson.mapper().createObjectNode().put("version", Software.VERSION));
    }

    @GetMapping("/admin/metrics/prometheus")
    ResponseEntity<String> prometheus() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                .body(metrics.scrape());
    }

    private static ObjectNode ok() {
        return WireJson.mapper().createObjectNode().put("status", "ok");
    }
}
