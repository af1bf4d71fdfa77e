package io.retrace.model.event;

/**
 * The request that began a recovery, handed down to the flows that follow from it: they lead to where that one was to
 * lead.
 *
 * @param stream the stream that the URL is closed in
 * @param requestUrl its URL, closed
 */
public record Beginning(String stream, Sealed requestUrl) {}
