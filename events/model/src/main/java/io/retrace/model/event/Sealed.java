package io.retrace.model.event;

/**
 * Personal data as it stands at rest: ciphertext under the data key of its subject.
 *
 * @param subject whose key opens it: {@code identity-<uuid>} or {@code day-<yyyy-mm-dd>}
 * @param text AES-256-GCM, base64url without padding; the associated data is the stream that holds it
 */
public record Sealed(String subject, String text) {}
