package io.retrace.query.console;

import io.retrace.query.audit.MalformedSearch;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What somebody sent with a form. */
public record Form(Map<String, String> fields) {

    private static final int BYTES_MAX = 16 << 10;

    /**
     * What a request brings.
     *
     * @throws MalformedSearch when it is too long for one of ours
     */
    public static Form of(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(BYTES_MAX + 1);
        if (body.length > BYTES_MAX) {
            throw new MalformedSearch("a form has at most " + BYTES_MAX + " bytes");
        }
        return new Form(Query.decode(new String(body, StandardCharsets.UTF_8)));
    }

    /** A field without blanks around it; empty when it is missing or blank. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
