/** The loopback ports that the parts of the standalone server listen on. */
@NullMarked
package io.retrace.standalone.port;

import org.jspecify.annotations.NullMarked;
