package io.retrace.query.audit;

/** The network that a client is in: a /24 of IPv4, a /64 of IPv6, which is what budgets of networks go by, too. */
public final class ClientNetwork {

    private ClientNetwork() {}

    /** SQL for it, of type {@code cidr}; null for no client. */
    public static String of(String client) {
        return "network(set_masklen(%1$s, case family(%1$s) when 4 then 24 else 64 end))".formatted(client);
    }
}
