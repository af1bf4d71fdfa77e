package io.retrace.wire.http;

import io.retrace.log.Sealing;
import io.retrace.model.event.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Where requests come from, as envelopes say it: address and user agent closed. */
public final class Origins {

    private static final int USER_AGENT_LENGTH_MAX = 512;

    private final Sealing sealing;
    private final List<ClientAddress.Network> trustedProxies;
    private final String software;

    public Origins(Sealing sealing, List<ClientAddress.Network> trustedProxies, String software) {
        this.sealing = sealing;
        this.trustedProxies = List.copyOf(trustedProxies);
        this.software = software;
    }

    /**
     * Where a request comes from; the policy and the story are for whoever knows them.
     *
     * @param actor see {@link Origin#actor}
     */
    public Origin of(HttpServletRequest request, String actor) {
        var traceId = traceId(request);
        var client = ClientAddress.of(request, trustedProxies);
        var nobody = Origin.of(actor, software);
        return new Origin(
                actor,
                Optional.of(sealing.sealForToday(traceId, client.withPort())),
                client.source(),
                userAgent(request).map(agent -> sealing.sealForToday(traceId, agent)),
                traceId,
                nobody.correlationId(),
                Optional.empty(),
                nobody.policyHash(),
                software);
    }

    private static Optional<String> userAgent(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("User-Agent"))
                .map(agent -> agent.substring(0, Math.min(agent.length(), USER_AGENT_LENGTH_MAX)));
    }

    /** The W3C trace id of {@code traceparent}, else a fresh one. */
    private static String traceId(HttpServletRequest request) {
        var parent = request.getHeader("traceparent");
        if (parent != null && parent.matches("00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")) {
            return parent.substring(3, 35);
        }
        var id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
