package io.retrace.standalone.pages;

import com.sun.net.httpserver.HttpExchange;
import io.retrace.standalone.http.HttpQuery;
import java.util.Optional;

/**
 * A browser's request.
 *
 * @param cookies its header
 */
record Visit(HttpQuery query, Optional<String> cookies, Texts texts) {

    static Visit of(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        return new Visit(
                HttpQuery.parse(exchange.getRequestURI().getRawQuery()),
                Optional.ofNullable(headers.getFirst("Cookie")),
                Texts.of(Optional.ofNullable(headers.getFirst("Accept-Language"))));
    }
}
