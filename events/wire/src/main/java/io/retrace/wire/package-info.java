/** What both HTTP sides share, and how Spring puts it together. */
@NullMarked
package io.retrace.wire;

import org.jspecify.annotations.NullMarked;
