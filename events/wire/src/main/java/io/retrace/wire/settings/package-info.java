/** The configuration, as one validated tree; an unknown key or a bad value stops the start. */
@NullMarked
package io.retrace.wire.settings;

import org.jspecify.annotations.NullMarked;
