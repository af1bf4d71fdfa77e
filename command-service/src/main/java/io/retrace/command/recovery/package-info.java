/** Recoveries: HTTP to command and reply. */
@NullMarked
package io.retrace.command.recovery;

import org.jspecify.annotations.NullMarked;
