/** What the node itself puts on record. */
@NullMarked
package io.retrace.command.operation;

import org.jspecify.annotations.NullMarked;
