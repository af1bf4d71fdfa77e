package io.retrace.model.event;

/** Which kind of client opened a flow (spec section 2.1). */
public enum FlowType {
    API,
    BROWSER
}
