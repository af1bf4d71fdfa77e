/** The audit trail: what was decided, when, whence and why. */
@NullMarked
package io.retrace.query.audit;

import org.jspecify.annotations.NullMarked;
