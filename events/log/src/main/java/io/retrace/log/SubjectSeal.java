package io.retrace.log;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under one data key, in Tink's form: nonce, ciphertext, tag. It closes by the platform's cipher and one
 * source of nonces for the process: Tink keeps one for each thread, looks for another provider whenever it makes one, and
 * every request has a thread of its own here (2026-11-22, 2 cores: creating flows ran at 1.3 times the rate without it).
 */
final class SubjectSeal implements Aead {

    private static final SecureRandom NONCES = new SecureRandom();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final Aead opening;

    SubjectSeal(byte[] key) throws GeneralSecurityException {
        this.key = new SecretKeySpec(key, "AES");
        this.opening = new AesGcmJce(key);
    }

    @Override
    public byte[] encrypt(byte[] text, byte[] context) throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        NONCES.nextBytes(nonce);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        var closed = cipher.doFinal(text);
        return ByteBuffer.allocate(NONCE_BYTES + closed.length)
                .put(nonce)
                .put(closed)
                .array();
    }

    @Override
    public byte[] decrypt(byte[] closed, byte[] context) throws GeneralSecurityException {
        return opening.decrypt(closed, context);
    }
}
