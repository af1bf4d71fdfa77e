/** Identities: the admin's HTTP to command and reply. */
@NullMarked
package io.retrace.command.identity;

import org.jspecify.annotations.NullMarked;
