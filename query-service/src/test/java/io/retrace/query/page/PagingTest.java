package io.retrace.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.query.page.Paging.Malformed;
import io.retrace.query.page.Paging.Page;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PagingTest {

    private static final String PATH = "/admin/identities";

    @Test
    void links_that_would_not_fit_among_the_headers_are_left_out() {
        var request = request("ids=" + "x".repeat(8_000));

        var headers = PageHeaders.of(request, new Page(0, 2, 42), 17, OptionalLong.of(42));

        assertThat(headers.get("Link")).isNull();
        assertThat(headers.getFirst("Retrace-Position")).isEqualTo("17");
    }

    private static final String FIRST = "OTIyMzM3MjAzNjg1NDc3NTgwNw";
    private static final String BEFORE_42 = "NDI";

    @ParameterizedTest
    @CsvSource({
        "'', 0, 250, 9223372036854775807",
        "page_size=1, 0, 1, 9223372036854775807",
        "page_size=1000, 0, 1000, 9223372036854775807",
        "page_size=1001, 0, 1000, 9223372036854775807",
        "page=3&per_page=7, 3, 7, 9223372036854775807",
        "page_size=2&per_page=7, 0, 2, 9223372036854775807",
        "page_size=2&page_token=NDI, 0, 2, 42",
        // a token has the say
        "page=3&page_size=2&page_token=NDI, 0, 2, 42"
    })
    void a_page_is_asked_for_by_token_or_number(String query, int number, int size, long before) {
        assertThat(Paging.of(request(query))).isEqualTo(new Page(number, size, before));
    }

    @ParameterizedTest
    @CsvSource({
        "page_size=x, 'strconv.Atoi: parsing \"x\": invalid syntax'",
        "page_size=99999999999, 'strconv.Atoi: parsing \"99999999999\": invalid syntax'",
        "page_size=0, 'page_size must be from 1 to 1000, was 0'",
        "page_size=-1, 'page_size must be from 1 to 1000, was -1'",
        "page=-1, 'page must be at least 0, was -1'",
        "page=1.5, 'strconv.Atoi: parsing \"1.5\": invalid syntax'",
        "page_token=%2B, 'The page token is invalid, do not craft your own page tokens'",
        "page_token=LTE, 'The page token is invalid, do not craft your own page tokens'"
    })
    void what_is_no_page_is_refused(String query, String reason) {
        assertThat(Paging.of(request(query))).isInstanceOfSatisfying(Malformed.class, refused -> {
            assertThat(refused.error().status().value()).isEqualTo(400);
            assertThat(refused.error().reason()).isEqualTo(reason);
        });
    }

    @Test
    void a_list_links_its_first_page_and_its_next_with_everything_else_that_was_asked() {
        var request = request("page_size=2&ids=b&page_token=NDI&ids=a");

        var headers = PageHeaders.of(request, new Page(0, 2, 42), 17, OptionalLong.of(42));

        assertThat(headers.getFirst("Link"))
                .isEqualTo("</admin/identities?ids=a&ids=b&page_size=2&page_token=" + FIRST + ">; rel=\"first\","
                        + "</admin/identities?ids=a&ids=b&page_size=2&page_token=" + BEFORE_42 + ">; rel=\"next\"");
        assertThat(headers.getFirst("Retrace-Position")).isEqualTo("17");
    }

    @Test
    void the_last_page_links_no_next() {
        var headers = PageHeaders.of(request(""), new Page(0, 250, Long.MAX_VALUE), 17, OptionalLong.empty());

        assertThat(headers.getFirst("Link"))
                .isEqualTo("</admin/identities?page_size=250&page_token=" + FIRST + ">; rel=\"first\"");
    }

    @Test
    void a_list_that_knows_its_length_says_it_and_pages_by_number_too() {
        var headers = PageHeaders.of(request(""), PATH, new Page(0, 250, Long.MAX_VALUE), 17, OptionalLong.of(42), 300);
        var brief = PageHeaders.of(request("active=true"), PATH, new Page(0, 250, 9), 17, OptionalLong.empty(), 1);

        assertThat(headers.getFirst("X-Total-Count")).isEqualTo("300");
        assertThat(headers.getFirst("Link"))
                .isEqualTo("</admin/identities?page=0&page_size=250&page_token=" + FIRST + "&per_page=250>;"
                        + " rel=\"first\",</admin/identities?page=1&page_size=250&page_token=" + BEFORE_42
                        + "&per_page=250>; rel=\"next\"");
        assertThat(brief.getFirst("Link"))
                .isEqualTo("</admin/identities?active=true&page=0&page_size=1&page_token=" + FIRST
                        + "&per_page=1>; rel=\"first\"");
    }

    @Test
    void around_an_empty_list_the_peer_links_two_pages_and_those_link_no_further() {
        var headers = PageHeaders.of(request(""), PATH, new Page(0, 250, Long.MAX_VALUE), 17, OptionalLong.empty(), 0);
        var next = PageHeaders.of(request(""), PATH, new Page(0, 250, 0), 17, OptionalLong.empty(), 0);

        assertThat(headers.getFirst("X-Total-Count")).isEqualTo("0");
        assertThat(headers.getFirst("Link"))
                .isEqualTo("</admin/identities?page=0&page_size=250&page_token=" + FIRST
                        + "&per_page=250>; rel=\"first\",</admin/identities?page=1&page_size=250&page_token=MA"
                        + "&per_page=250>; rel=\"next\",</admin/identities?page=-1&page_size=250&page_token=MA"
                        + "&per_page=250>; rel=\"prev\"");
        assertThat(next.getFirst("Link")).doesNotContain("next", "prev");
    }

    private static MockHttpServletRequest request(String query) {
        var request = new MockHttpServletRequest("GET", "/admin/identities");
        request.setQueryString(query);
        return request;
    }
}
