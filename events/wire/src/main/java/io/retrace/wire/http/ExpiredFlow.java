package io.retrace.wire.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The words for a flow whose time is over (spec sections 2.5 and 8.2). */
public final class ExpiredFlow {

    private ExpiredFlow() {}

    /** The error of a submit; it names the flow to go on with. */
    public static ApiError error(Instant expiredAt, Instant now, String useFlowId) {
        var nodes = WireJson.mapper().getNodeFactory();
        return fetched(expiredAt, now)
                .beside("expired_at", nodes.stringNode(expiredAt.toString()))
                .beside(
                        "since",
                        nodes.numberNode(Duration.between(expiredAt, now).toNanos()))
                .beside("use_flow_id", nodes.stringNode(useFlowId));
    }

    /** The error of a fetch; it names no other flow. */
    public static ApiError fetched(Instant expiredAt, Instant now) {
        double minutes = Duration.between(expiredAt, now).toMillis() / 60_000.0;
        return ApiError.of(
                        "self_service_flow_expired",
                        HttpStatus.GONE,
                        String.format(
                                Locale.ROOT,
                                "The self-service flow expired %.2f minutes ago, initialize a new one.",
                                minutes))
                .saying("self-service flow expired");
    }
}
