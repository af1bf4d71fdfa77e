package io.retrace.query.feed;

import java.time.Duration;

/** What a view's thread does again and again: succeeds or fails as a whole, and can be done again. */
interface Step {

    /** Takes it; returns how long to rest then, zero when there may be more to do at once. */
    Duration take();
}
