/** What happened to a flow, an identity, an address, or from a network: in order, with what came of it and what is missing. */
@NullMarked
package io.retrace.query.timeline;

import org.jspecify.annotations.NullMarked;
