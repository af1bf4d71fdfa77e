/** What became of letters, from Kafka to the log. */
@NullMarked
package io.retrace.command.feedback;

import org.jspecify.annotations.NullMarked;
