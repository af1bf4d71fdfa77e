package io.retrace.query.page;

import io.retrace.query.page.Paging.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;

/** What stands in the headers of a list: where its first and next page are (RFC 8288), and how new it is. */
public final class PageHeaders {

    private static final String POSITION = "Retrace-Position";
    /** A link repeats the query; one that does not fit among the headers is left out. */
    private static final int LINK_CHARS_MAX = 6_000;

    private static final Set<String> PAGING = Set.of("page", "per_page", "page_size", "page_token");

    private PageHeaders() {}

    /**
     * Headers of a list that pages by tokens.
     *
     * @param reflects the position of the log up to which the list knows what there is
     * @param next what the next page stands before; empty on the last one
     */
    public static HttpHeaders of(HttpServletRequest request, Page page, long reflects, OptionalLong next) {
        var size = Map.of("page_size", Integer.toString(page.size()));
        return headers(request, reflects, size, Map.of(), next);
    }

    /**
     * Headers of a list that also pages by number, and knows how long it is.
     *
     * @param total how many there are on all pages
     */
    public static HttpHeaders of(HttpServletRequest request, Page page, long reflects, OptionalLong next, int total) {
        var size = Integer.toString(Math.min(page.size(), Math.max(total, 1)));
        var following = Map.of("page", Integer.toString(page.number() + 1));
        var headers =
                headers(request, reflects, Map.of("page", "0", "page_size", size, "per_page", size), following, next);
        headers.add("X-Total-Count", Integer.toString(total));
        return headers;
    }

    private static HttpHeaders headers(
            HttpServletRequest request,
            long reflects,
            Map<String, String> first,
            Map<String, String> following,
            OptionalLong next) {
        var links = new ArrayList<String>();
        var parameters = new TreeMap<>(first);
        parameters.put("page_token", Paging.token(Long.MAX_VALUE));
        links.add(link(request, parameters, "first"));
        next.ifPresent(before -> {
            parameters.putAll(following);
            parameters.put("page_token", Paging.token(before));
            links.add(link(request, parameters, "next"));
        });
        var headers = new HttpHeaders();
        var link = String.join(",", links);
        if (link.length() <= LINK_CHARS_MAX) {
            headers.add(HttpHeaders.LINK, link);
        }
        headers.add(POSITION, Long.toString(reflects));
        return headers;
    }

    private static String link(HttpServletRequest request, Map<String, String> parameters, String relation) {
        var pairs = new ArrayList<>(others(request));
        parameters.forEach((name, value) -> pairs.add(name + "=" + value));
        pairs.sort(null);
        return "<" + request.getRequestURI() + "?" + String.join("&", pairs) + ">; rel=\"" + relation + "\"";
    }

    /** The request's other parameters, as they came. */
    private static List<String> others(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&"))
                        .filter(pair -> !pair.isEmpty() && !PAGING.contains(pair.split("=", 2)[0]))
                        .toList();
    }
}
