/** The event log on PostgreSQL: append, follow, read; keys, and what is closed under them. */
@NullMarked
package io.retrace.log;

import org.jspecify.annotations.NullMarked;
