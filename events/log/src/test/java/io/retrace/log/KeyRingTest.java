package io.retrace.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.model.event.SecretMac;
import java.util.HexFormat;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final byte[] MESSAGE = "Hi There".getBytes(UTF_8);

    @Test
    void a_mac_is_hmac_sha_256() {
        // HMAC-SHA-256 of "Hi There" under 32 bytes of 0x01, by openssl
        var expected = "9a35a157f5fca9763ddefc658e3a4f7548a156536ea5219dda9044850b84f74f";

        var mac = Sample.ring(1).rawMac(MESSAGE);

        assertThat(HexFormat.of().formatHex(mac)).isEqualTo(expected);
    }

    @Test
    void the_newest_key_makes_new_macs() {
        var rotated = Sample.ring(1, 2, 10);

        assertThat(rotated.mac(MESSAGE)).isEqualTo(Sample.ring(10).mac(MESSAGE));
        assertThat(rotated.mac(MESSAGE).key()).isEqualTo(10);
        assertThat(rotated.rawMac(MESSAGE)).isEqualTo(Sample.ring(10).rawMac(MESSAGE));
    }

    @Test
    void all_keys_verify_the_newest_first() {
        var macs = Sample.ring(2, 10, 1).macs(MESSAGE);

        assertThat(macs).extracting(SecretMac::key).containsExactly(10, 2, 1);
        assertThat(macs).containsOnlyOnce(Sample.ring(1).mac(MESSAGE));
        assertThat(Sample.ring(2, 10, 1).rawMacs(MESSAGE))
                .containsExactly(
                        Sample.ring(10).rawMac(MESSAGE),
                        Sample.ring(2).rawMac(MESSAGE),
                        Sample.ring(1).rawMac(MESSAGE));
    }

    @Test
    void a_ring_without_a_key_does_not_exist() {
        assertThatThrownBy(() -> new KeyRing(new TreeMap<>())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_key_that_was_taken_away_is_missed_by_number_only() {
        assertThatThrownBy(() -> Sample.ring(2).key(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("key number 1 is not in the ring");
    }

    @Test
    void a_ring_does_not_print() {
        assertThat(Sample.ring(1)).hasToString("[hidden]");
    }
}
