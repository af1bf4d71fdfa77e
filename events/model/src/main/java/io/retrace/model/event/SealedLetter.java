package io.retrace.model.event;

/**
 * A letter as it travels to the courier: recipient, secret, template data, padded to one size class.
 *
 * @param key the courier's daily key that opens it
 * @param text HPKE ciphertext (RFC 9180), base64url without padding
 */
public record SealedLetter(String key, String text) {}
