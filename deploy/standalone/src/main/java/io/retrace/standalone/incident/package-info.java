/** A week that never was: honest people and an attack, written into a fresh log through the real commands. */
@NullMarked
package io.retrace.standalone.incident;

import org.jspecify.annotations.NullMarked;
