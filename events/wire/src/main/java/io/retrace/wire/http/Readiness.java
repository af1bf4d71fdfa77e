package io.retrace.wire.http;

/** A part that must work before requests make sense. */
public interface Readiness {

    /** What the part is called in {@code /health/ready}. */
    String part();

    /** Whether it works now; what is not answered within 2 s counts as no. */
    boolean isReady();
}
