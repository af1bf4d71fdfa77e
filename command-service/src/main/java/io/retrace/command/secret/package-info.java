/** Secrets: where they come from, and what is kept of them. */
@NullMarked
package io.retrace.command.secret;

import org.jspecify.annotations.NullMarked;
