/** A real PostgreSQL in the data directory, started and stopped with the standalone server. */
@NullMarked
package io.retrace.standalone.postgres;

import org.jspecify.annotations.NullMarked;
