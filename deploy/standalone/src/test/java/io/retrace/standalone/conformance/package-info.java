/** Which of the peer's own expectations hold, row by row, and by which test. */
@NullMarked
package io.retrace.standalone.conformance;

import org.jspecify.annotations.NullMarked;
