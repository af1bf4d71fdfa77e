/** The services as processes of their own, behind one origin. */
@NullMarked
package io.retrace.standalone.apart;

import org.jspecify.annotations.NullMarked;
