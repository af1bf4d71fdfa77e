/** Tests of the console's search. */
@NullMarked
package io.retrace.query.console.search;

import org.jspecify.annotations.NullMarked;
