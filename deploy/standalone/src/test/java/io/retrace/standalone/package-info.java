/** What the tests of several parts share. */
@NullMarked
package io.retrace.standalone;

import org.jspecify.annotations.NullMarked;
