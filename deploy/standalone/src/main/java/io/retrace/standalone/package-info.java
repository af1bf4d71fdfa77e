/** Everything in one JVM on loopback: PostgreSQL, a broker, a mail catcher, and the three services. */
@NullMarked
package io.retrace.standalone;

import org.jspecify.annotations.NullMarked;
