package io.retrace.query.audit;

/** A search that is none; the message is for whoever asked, and quotes nothing of it. */
public final class MalformedSearch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedSearch(String message) {
        super(message);
    }
}
