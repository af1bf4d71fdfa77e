/** Asks who collects data breaches how often a password stands in them. */
@NullMarked
package io.retrace.command.breach;

import org.jspecify.annotations.NullMarked;
