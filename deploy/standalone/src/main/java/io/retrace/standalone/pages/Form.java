package io.retrace.standalone.pages;

import java.util.List;
import java.util.Optional;

/**
 * The nodes of one group, which are sent together.
 *
 * @param id of the heading's element
 */
record Form(
        String id,
        Optional<String> heading,
        String action,
        String method,
        List<Hidden> hidden,
        List<Element> elements) {

    /** What is sent along and not shown. */
    record Hidden(String name, String value) {}
}
