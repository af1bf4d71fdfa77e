/** A settings flow: where a recovered person sets a new password. */
@NullMarked
package io.retrace.model.settings;

import org.jspecify.annotations.NullMarked;
