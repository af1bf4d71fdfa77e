/** The courier's daily keys. */
@NullMarked
package io.retrace.courier.key;

import org.jspecify.annotations.NullMarked;
