package io.retrace.wire.openapi;

import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Urls;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The description of each port, on that port; read when it is first asked for. */
@RestController
public final class DescriptionController {

    private final SingletonSupplier<JsonNode> publicPort;
    private final SingletonSupplier<JsonNode> adminPort;

    public DescriptionController(Urls urls) {
        publicPort = SingletonSupplier.of(() -> ApiDescription.ofPublicPort(urls.publicBase()));
        adminPort = SingletonSupplier.of(() -> ApiDescription.ofAdminPort(urls.adminBase()));
    }

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> publicPort() {
        return Answers.json(200, publicPort.obtain());
    }

    @GetMapping("/admin/openapi.json")
    ResponseEntity<byte[]> adminPort() {
        return Answers.json(200, adminPort.obtain());
    }
}
