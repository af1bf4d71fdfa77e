/** The console's search: what happened, by whatever it is searched by, and one event in full. */
@NullMarked
package io.retrace.query.console.search;

import org.jspecify.annotations.NullMarked;
