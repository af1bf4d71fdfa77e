/** What submitted requests have in common: their bodies, their origin, the guard of native flows. */
@NullMarked
package io.retrace.command.http;

import org.jspecify.annotations.NullMarked;
