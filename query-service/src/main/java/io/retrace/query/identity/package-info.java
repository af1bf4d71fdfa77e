/** Identities as operators fetch them. */
@NullMarked
package io.retrace.query.identity;

import org.jspecify.annotations.NullMarked;
