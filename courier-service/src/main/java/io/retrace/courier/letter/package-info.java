/** What letters are and what they say; pure. */
@NullMarked
package io.retrace.courier.letter;

import org.jspecify.annotations.NullMarked;
