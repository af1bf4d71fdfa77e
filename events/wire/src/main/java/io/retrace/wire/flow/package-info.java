/** Documents, identities and sessions as the JSON of the wire. */
@NullMarked
package io.retrace.wire.flow;

import org.jspecify.annotations.NullMarked;
