/** Tells people: letters from Kafka to mail servers, and what became of them back to Kafka. */
@NullMarked
package io.retrace.courier;

import org.jspecify.annotations.NullMarked;
