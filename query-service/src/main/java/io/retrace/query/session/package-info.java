/** Who is signed in. */
@NullMarked
package io.retrace.query.session;

import org.jspecify.annotations.NullMarked;
