/** Replays what a real Kratos answered, recorded in {@code resources/transcripts}, against a running Retrace. */
@NullMarked
package io.retrace.standalone.transcripts;

import org.jspecify.annotations.NullMarked;
