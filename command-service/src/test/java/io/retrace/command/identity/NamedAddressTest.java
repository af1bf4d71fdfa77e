package io.retrace.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchema;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NamedAddressTest {

    private static final IdentitySchema SCHEMA =
            IdentitySchema.of("people", WireJson.mapper().readTree("""
            {"properties": {"traits": {"properties": {
              "email": {"type": "string", "ory.sh/kratos": {"recovery": {"via": "email"},
                "credentials": {"password": {"identifier": true}}}},
              "login": {"type": "string", "ory.sh/kratos": {"credentials": {"password": {"identifier": true}}}},
              "work": {"type": "object", "properties": {
                "email": {"type": "string", "ory.sh/kratos": {"verification": {"via": "email"}}}}},
              "phone": {"type": "string", "ory.sh/kratos": {"recovery": {"via": "sms"}}}}}}}"""));

    @Test
    @Tag("row-258")
    @Tag("row-261")
    void addresses_come_in_the_order_of_the_schema_normalised_and_without_names_to_sign_in_with() {
        assertThat(in("""
                {"phone": "+4915112345678", "work": {"email": "b@example.org"}, "login": "ada", "email": "A@Example.ORG"}"""))
                .containsExactly(
                        Map.entry(
                                "a@example.org",
                                new NamedAddress(Via.EMAIL, Set.of(Purpose.RECOVERY, Purpose.PASSWORD_IDENTIFIER))),
                        Map.entry("b@example.org", new NamedAddress(Via.EMAIL, Set.of(Purpose.VERIFICATION))),
                        Map.entry("+4915112345678", new NamedAddress(Via.SMS, Set.of(Purpose.RECOVERY))));
    }

    @Test
    @Tag("row-261")
    void an_address_that_stands_in_two_traits_is_one_for_the_purposes_of_both() {
        assertThat(in("""
                {"email": "a@example.org", "work": {"email": "A@example.org"}}"""))
                .containsExactly(Map.entry(
                        "a@example.org",
                        new NamedAddress(
                                Via.EMAIL,
                                Set.of(Purpose.RECOVERY, Purpose.VERIFICATION, Purpose.PASSWORD_IDENTIFIER))));
    }

    @Test
    void what_is_empty_missing_or_no_text_is_no_address() {
        assertThat(in("""
                {"email": "", "phone": 7, "work": {}}""")).isEmpty();
    }

    private static Map<String, NamedAddress> in(String traits) {
        return NamedAddress.in(SCHEMA, WireJson.mapper().readTree(traits));
    }
}
