package io.retrace.model.recovery;

/** Why a native flow refuses a request that a browser made (spec section 1.7). */
public final class ApiFlowGuard {

    private static final String BLOCKED =
            " The flow however was initiated as an API request. To prevent potential misuse and mitigate several attack"
                    + " vectors including CSRF, the request has been blocked. Please consult the documentation.";

    /** The request had an {@code Origin} header. */
    public static final String ORIGIN_REASON =
            "The HTTP Request Header included the \"Origin\" key, indicating that this request was made as part of an"
                    + " AJAX request in a Browser." + BLOCKED;

    /** The request had a cookie that no content delivery network sets. */
    public static final String COOKIE_REASON =
            "The HTTP Request Header included the \"Cookie\" key, indicating that this request was made by a Browser."
                    + BLOCKED;

    private ApiFlowGuard() {}
}
