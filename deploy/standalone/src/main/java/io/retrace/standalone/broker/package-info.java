/** A real Kafka broker inside this JVM, with its log in the data directory. */
@NullMarked
package io.retrace.standalone.broker;

import org.jspecify.annotations.NullMarked;
