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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        return headers(request, request.getRequestURI(), reflects, size, Map.of(), next);
    }

    /**
     * Headers of a list that also pages by number, and knows how long it is.
     *
     * @param path of the list as clients see it
     * @param total how many there are on all pages
     */
    public static HttpHeaders of(
            HttpServletRequest request, String path, Page page, long reflects, OptionalLong next, int total) {
        var size = Integer.toString(total == 0 ? page.size() : Math.min(page.size(), total));
        var following = Map.of("page", Integer.toString(page.number() + 1));
        var first = Map.of("page", "0", "page_size", size, "per_page", size);
        var headers = headers(request, path, reflects, first, following, next);
        if (total == 0 && page.number() == 0 && page.before() == Long.MAX_VALUE) {
            put(aroundNothing(request, path, size), headers);
        }
        headers.add("X-Total-Count", Integer.toString(total));
        return headers;
    }

    /** The peer links a page before and one after an empty list; ours lead to one that links no further. */
    private static String aroundNothing(HttpServletRequest request, String path, String size) {
        var parameters = new TreeMap<>(Map.of("page_size", size, "per_page", size));
        return Stream.of(new Around("first", 0), new Around("next", 1), new Around("prev", -1))
                .map(page -> {
                    parameters.put("page", Integer.toString(page.number()));
                    parameters.put("page_token", Paging.token(page.number() == 0 ? Long.MAX_VALUE : 0));
                    return link(request, path, parameters, page.relation());
                })
                .collect(Collectors.joining(","));
    }

    private record Around(String relation, int number) {}

    private static HttpHeaders headers(
            HttpServletRequest request,
            String path,
            long reflects,
            Map<String, String> first,
            Map<String, String> following,
            OptionalLong next) {
        var links = new ArrayList<String>();
        var parameters = new TreeMap<>(first);
        parameters.put("page_token", Paging.token(Long.MAX_VALUE));
        links.add(link(request, path, parameters, "first"));
        next.ifPresent(before -> {
            parameters.putAll(following);
            parameters.put("page_token", Paging.token(before));
            links.add(link(request, path, parameters, "next"));
        });
        var headers = new HttpHeaders();
        put(String.join(",", links), headers);
        headers.add(POSITION, Long.toString(reflects));
        return headers;
    }

    private static void put(String links, HttpHeaders headers) {
        if (links.length() <= LINK_CHARS_MAX) {
            headers.set(HttpHeaders.LINK, links);
        }
    }

    private static String link(
            HttpServletRequest request, String path, Map<String, String> parameters, String relation) {
        var pairs = new ArrayList<>(others(request));
        parameters.forEach((name, value) -> pairs.add(name + "=" + value));
        pairs.sort(null);
        return "<" + path + "?" + String.join("&", pairs) + ">; rel=\"" + relation + "\"";
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
