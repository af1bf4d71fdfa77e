/** The console's view of an account as it was at any moment, and of who could have recovered it. */
@NullMarked
package io.retrace.query.console.identity;

import org.jspecify.annotations.NullMarked;
