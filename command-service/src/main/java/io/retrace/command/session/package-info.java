/** Sessions: what recoveries issue. */
@NullMarked
package io.retrace.command.session;

import org.jspecify.annotations.NullMarked;
