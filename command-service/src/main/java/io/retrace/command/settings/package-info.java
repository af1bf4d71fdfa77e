/** Settings flows: HTTP to command and reply. */
@NullMarked
package io.retrace.command.settings;

import org.jspecify.annotations.NullMarked;
