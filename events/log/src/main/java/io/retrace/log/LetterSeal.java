package io.retrace.log;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.retrace.model.event.SealedLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;

/**
 * Letters closed for the courier: HPKE (RFC 9180; X25519, HKDF-SHA-256, AES-256-GCM) over the content padded to one
 * size, so that no ciphertext tells a letter with a code from one without.
 */
public final class LetterSeal {

    /** Every letter's content has this many bytes before it is closed. */
    static final int CONTENT_BYTES = 2_048;

    private static final JsonMapper json = JsonMapper.builder().build();

    static {
        CryptoProvider.register();
        try {
            HybridConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private LetterSeal() {}

    /** A new pair of keys; {@code KeysetHandle} holds the private half. */
    static KeysetHandle newKeys() throws GeneralSecurityException {
        return KeysetHandle.generateNew(HpkeParameters.builder()
                .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                .setVariant(HpkeParameters.Variant.NO_PREFIX)
                .build());
    }

    static byte[] publicHalf(KeysetHandle keys) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeKeysetWithoutSecret(keys.getPublicKeysetHandle());
    }

    static byte[] privateHalf(KeysetHandle keys) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
    }

    /** What closes letters; made once for many, because making it costs more than closing one. */
    static LetterCloser closer(String keyId, byte[] publicHalf) {
        try {
            var key = TinkProtoKeysetFormat.parseKeysetWithoutSecret(publicHalf);
            return new LetterCloser(keyId, key.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the courier's key is none: " + keyId, e);
        }
    }

    /**
     * Opens a letter.
     *
     * @throws GeneralSecurityException when this key or stream does not open it
     */
    static LetterContent open(SealedLetter letter, byte[] privateHalf, String stream) throws GeneralSecurityException {
        return open(letter, opener(privateHalf), stream);
    }

    /** What opens letters; made once for many, because making it costs more than opening one. */
    static HybridDecrypt opener(byte[] privateHalf) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseKeyset(privateHalf, InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
    }

    /**
     * Opens a letter.
     *
     * @throws GeneralSecurityException when this key or stream does not open it
     */
    static LetterContent open(SealedLetter letter, HybridDecrypt opener, String stream)
            throws GeneralSecurityException {
        var content =
                opener.decrypt(Base64.getUrlDecoder().decode(letter.text()), stream.getBytes(StandardCharsets.UTF_8));
        int length = ByteBuffer.wrap(content).getInt();
        return json.readValue(content, Integer.BYTES, length, LetterContent.class);
    }

    /** The content as it is closed. */
    static byte[] padded(LetterContent content) {
        var text = json.writeValueAsBytes(content);
        if (text.length > CONTENT_BYTES - Integer.BYTES) {
            throw new IllegalArgumentException("a letter's content is too long: " + text.length + " bytes");
        }
        return ByteBuffer.allocate(CONTENT_BYTES).putInt(text.length).put(text).array();
    }
}
