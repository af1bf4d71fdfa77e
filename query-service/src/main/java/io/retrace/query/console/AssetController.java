package io.retrace.query.console;

import io.retrace.wire.http.UnexpectedAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves what pages are made of besides HTML, to everybody: it says nothing about anybody. */
@RestController
final class AssetController {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    @GetMapping("/admin/console/assets/{name}")
    void asset(@PathVariable("name") String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var found = assets.find(name);
        if (found.isEmpty()) {
            UnexpectedAnswers.notFound(request, response);
            return;
        }
        var asset = found.get();
        response.setContentType(asset.type());
        response.setHeader("Cache-Control", FOR_EVER);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(asset.text().getBytes(StandardCharsets.UTF_8));
    }
}
