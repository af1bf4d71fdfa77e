/** The whole program under fire, as a process: killed, talked nonsense to, and searched for what it must not keep. */
@NullMarked
package io.retrace.standalone.soak;

import org.jspecify.annotations.NullMarked;
