/** Where Axon ends and the log begins. */
@NullMarked
package io.retrace.command.axon;

import org.jspecify.annotations.NullMarked;
