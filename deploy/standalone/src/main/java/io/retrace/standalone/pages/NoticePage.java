package io.retrace.standalone.pages;

import java.util.List;

/** A page that says something and leads on. */
record NoticePage(Frame frame, String title, List<Phrase> paragraphs, List<Way> ways) {

    /** A way on; the first of a page is what most want. */
    record Way(String label, String href) {}
}
