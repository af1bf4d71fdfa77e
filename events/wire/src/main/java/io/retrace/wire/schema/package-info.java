/** Identity schemas: which traits there are, and which of them are addresses. */
@NullMarked
package io.retrace.wire.schema;

import org.jspecify.annotations.NullMarked;
