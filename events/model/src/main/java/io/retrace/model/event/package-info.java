/** The vocabulary: typed ids, sealed events, their names on disk and on Kafka, and their bytes. */
@NullMarked
package io.retrace.model.event;

import org.jspecify.annotations.NullMarked;
