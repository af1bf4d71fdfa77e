package io.retrace.wire.flow;

import io.retrace.wire.http.Query;
import java.util.Optional;

/** Where a flow leads in the end: {@code return_to} in the query of its request URL (spec section 2.1). */
public final class ReturnTo {

    private ReturnTo() {}

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
