package io.retrace.courier.channel;

/** What a channel says of a message. Reasons are short codes and hold nothing of message or recipient. */
public sealed interface DeliveryResult {

    /** It is the channel's from here. */
    record Accepted() implements DeliveryResult {}

    /** Not now; another attempt may succeed. */
    record Deferred(String reason) implements DeliveryResult {}

    /** Nobody there who takes mail from us; this says nothing about the message. */
    record Away(String reason) implements DeliveryResult {}

    /** Never; another attempt is pointless. */
    record Refused(String reason) implements DeliveryResult {}
}
