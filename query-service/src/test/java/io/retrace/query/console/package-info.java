/** Tests of what pages of the console share. */
@NullMarked
package io.retrace.query.console;

import org.jspecify.annotations.NullMarked;
