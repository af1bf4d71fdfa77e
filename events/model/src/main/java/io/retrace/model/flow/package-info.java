/** The public flow documents, folded from events; personal data stays closed in them. */
@NullMarked
package io.retrace.model.flow;

import org.jspecify.annotations.NullMarked;
