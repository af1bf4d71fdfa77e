package io.retrace.standalone.transcripts;

import java.time.Duration;

/**
 * How much time a replay may take.
 *
 * @param stopsAtFirst whether the first step that differs is the last
 * @param mail how long to wait for a mail that should come
 */
record Patience(boolean stopsAtFirst, Duration mail) {

    static final Patience THOROUGH = new Patience(false, Duration.ofSeconds(3));
    static final Patience QUICK = new Patience(true, Duration.ofSeconds(1));
}
