/** Who may use the admin port, and what is on record of it (ADR-0030). */
@NullMarked
package io.retrace.wire.access;

import org.jspecify.annotations.NullMarked;
