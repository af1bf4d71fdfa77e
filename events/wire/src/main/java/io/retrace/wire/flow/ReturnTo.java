package io.retrace.wire.flow;

import io.retrace.model.event.Beginning;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.Urls;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a flow leads in the end: {@code return_to} in the query of its request URL (spec section 2.1). */
public final class ReturnTo {

    private ReturnTo() {}

    /** The same of a flow that may follow from another: only what the first was opened with was ever checked. */
    static Optional<String> of(String requestUrl, Optional<Beginning> beginning, Opener opener) {
        return of(beginning
                .map(first -> opener.open(first.requestUrl(), first.stream()))
                .orElse(requestUrl));
    }

    /** A URL with it in its query, whose parameters then stand by name as the peer has them. */
    public static String added(String url, String returnTo) {
        var all = Urls.with(url, "return_to", returnTo);
        int query = all.indexOf('?');
        return all.substring(0, query + 1)
                + Arrays.stream(all.substring(query + 1).split("&", -1))
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    /** The decoded value; empty when there is none or it is blank. */
    public static Optional<String> of(String requestUrl) {
        int query = requestUrl.indexOf('?');
        return query < 0
                ? Optional.empty()
                : Optional.ofNullable(
                                Query.decode(requestUrl.substring(query + 1)).get("return_to"))
                        .filter(value -> !value.isBlank());
    }
}
