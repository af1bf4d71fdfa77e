/** Flows as clients fetch them. */
@NullMarked
package io.retrace.query.flow;

import org.jspecify.annotations.NullMarked;
