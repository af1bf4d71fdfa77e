/** How much one person, address or network may spend across flows. */
@NullMarked
package io.retrace.model.budget;

import org.jspecify.annotations.NullMarked;
