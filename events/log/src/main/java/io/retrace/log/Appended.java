package io.retrace.log;

import io.retrace.model.budget.BudgetName;

/** What became of an append. */
public sealed interface Appended {

    /** All its events are in the log, from this position on; also when a repeated append had been taken before. */
    record Committed(long firstPosition) implements Appended {}

    /** Another append's event stands at one of its places. */
    record Conflict(String stream, long sequence) implements Appended {}

    /** It claims an address that another identity owns. */
    record AddressTaken() implements Appended {}

    /** A budget that it spends from has nothing left. */
    record Exhausted(BudgetName budget) implements Appended {}
}
