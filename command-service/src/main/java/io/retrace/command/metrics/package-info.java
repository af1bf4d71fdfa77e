/** What an operator counts of the service that decides; docs/operations.md lists the meters. */
@NullMarked
package io.retrace.command.metrics;

import org.jspecify.annotations.NullMarked;
