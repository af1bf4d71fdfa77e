/** The service that decides: HTTP to command, command to events, events to the log. */
@NullMarked
package io.retrace.command;

import org.jspecify.annotations.NullMarked;
