package io.retrace.log;

import java.time.Duration;

/** Hears of appends, to count them. It is called on the way of every append, so it must be quick and must not fail. */
public interface AppendListener {

    /** Hears nothing. */
    AppendListener NONE = new AppendListener() {
        @Override
        public void answered(Append append, Outcome outcome, Duration took) {}

        @Override
        public void batch(int appends) {}
    };

    /** How an append ended. */
    enum Outcome {
        APPENDED,
        CONFLICT,
        ADDRESS_TAKEN,
        /** A budget had nothing left. */
        EXHAUSTED,
        /** The queue was full. */
        REFUSED,
        /** The database did not take it in time, or nobody knows whether it did. */
        UNAVAILABLE
    }

    /** The caller of an append has its answer; each append is heard of once. */
    void answered(Append append, Outcome outcome, Duration took);

    /** So many appends go to the database in one transaction. */
    void batch(int appends);
}
