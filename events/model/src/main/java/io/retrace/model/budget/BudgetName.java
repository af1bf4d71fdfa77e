package io.retrace.model.budget;

/** What there is a budget of. Names stand in the log and do not change. */
public enum BudgetName {
    /** Codes judged for one identity. */
    CODES_PER_IDENTITY,
    /** Codes judged for one address, whoever owns it. */
    CODES_PER_ADDRESS,
    /** Letters asked for to one address. */
    LETTERS_PER_ADDRESS,
    /** Flows opened from one network. */
    INITIATIONS_PER_NETWORK,
    /** Events about a network that opens too many: one a window, so that turning it down costs the log nothing. */
    NOTES_PER_NETWORK
}
