package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retrace.wire.http.ClientAddress.Network;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {

    private static final List<Network> NOBODY = List.of();
    private static final List<Network> PROXIES = List.of(new Network("10.0.0.0/8"), new Network("2001:db8:1::/48"));

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void without_proxies_the_connection_tells_the_address_and_its_port() {
        connectedFrom("203.0.113.7");

        assertThat(ClientAddress.of(request, NOBODY))
                .isEqualTo(new ClientAddress("203.0.113.7", Optional.of(50_123), "connection"));
    }

    @Test
    @Tag("difference-no-trust-in-headers")
    void what_an_unknown_peer_says_of_itself_is_not_believed() {
        connectedFrom("203.0.113.7");
        request.addHeader("X-Forwarded-For", "198.51.100.1");

        assertThat(ClientAddress.of(request, PROXIES).text()).isEqualTo("203.0.113.7");
    }

    @Test
    void a_trusted_proxy_tells_the_address_but_no_port() {
        connectedFrom("10.1.2.3");
        request.addHeader("X-Forwarded-For", "198.51.100.1");

        assertThat(ClientAddress.of(request, PROXIES))
                .isEqualTo(new ClientAddress("198.51.100.1", Optional.empty(), "x-forwarded-for"));
    }

    @Test
    void the_nearest_address_counts_and_not_what_the_client_put_before_it() {
        connectedFrom("10.1.2.3");
        request.addHeader("X-Forwarded-For", "192.0.2.66, 10.9.9.9");
        request.addHeader("X-Forwarded-For", "198.51.100.1 , 10.4.4.4");

        assertThat(ClientAddress.of(request, PROXIES).text()).isEqualTo("198.51.100.1");
    }

    @Test
    void a_chain_of_our_own_proxies_alone_leaves_the_connection() {
        connectedFrom("10.1.2.3");
        request.addHeader("X-Forwarded-For", "10.4.4.4, 10.5.5.5");

        assertThat(ClientAddress.of(request, PROXIES).source()).isEqualTo("connection");
    }

    @Test
    void an_address_of_the_new_protocol_is_matched_by_its_prefix() {
        connectedFrom("2001:db8:1:0:0:0:0:5");
        request.addHeader("X-Forwarded-For", "2001:db8:2::1");

        assertThat(ClientAddress.of(request, PROXIES).text()).isEqualTo("2001:db8:2::1");
    }

    @Test
    void an_address_of_the_old_protocol_in_the_form_of_the_new_is_the_same_address() {
        connectedFrom("::ffff:10.1.2.3");
        request.addHeader("X-Forwarded-For", "198.51.100.1");

        assertThat(ClientAddress.of(request, PROXIES).text()).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "example.org",
                "999.1.1.1",
                "1.2.3.4.5.6",
                "198.51.100.1:4711",
                "[2001:db8::1]",
                ":::",
                "198.51.100.1, <script>",
                "",
                " , ,"
            })
    void what_is_no_address_leaves_the_connection(String forwarded) {
        connectedFrom("10.1.2.3");
        request.addHeader("X-Forwarded-For", forwarded);

        assertThat(ClientAddress.of(request, PROXIES))
                .isEqualTo(new ClientAddress("10.1.2.3", Optional.of(50_123), "connection"));
    }

    @Test
    void a_prefix_counts_bits_and_not_bytes() {
        var network = new Network("192.168.128.0/17");

        assertThat(network.contains("192.168.128.0")).isTrue();
        assertThat(network.contains("192.168.255.255")).isTrue();
        assertThat(network.contains("192.168.127.255")).isFalse();
        assertThat(network.contains("2001:db8::1")).isFalse();
        assertThat(new Network("192.168.128.1").contains("192.168.128.2")).isFalse();
        assertThat(new Network("0.0.0.0/0").contains("203.0.113.7")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example.org", "10.0.0.0/x", "10.0.0.0/", "10.0.0.0/33", "999.0.0.0/8", "::1/129", ""})
    void a_block_that_is_none_stops_the_start(String cidr) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(cidr))
                .withMessageContaining("http.trusted_proxies")
                .withMessageEndingWith(cidr);
    }

    @Test
    void with_its_port_an_address_of_the_new_protocol_stands_in_brackets() {
        assertThat(new ClientAddress("2001:db8::1", Optional.of(443), "connection").withPort())
                .isEqualTo("[2001:db8::1]:443");
        assertThat(new ClientAddress("203.0.113.7", Optional.of(443), "connection").withPort())
                .isEqualTo("203.0.113.7:443");
        assertThat(new ClientAddress("2001:db8::1", Optional.empty(), "x-forwarded-for").withPort())
                .isEqualTo("2001:db8::1");
    }

    private void connectedFrom(String address) {
        request.setRemoteAddr(address);
        request.setRemotePort(50_123);
    }
}
