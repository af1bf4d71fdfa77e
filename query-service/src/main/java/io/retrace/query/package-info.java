/** The service that remembers: what was decided, in the shapes that people ask for. */
@NullMarked
package io.retrace.query;

import org.jspecify.annotations.NullMarked;
