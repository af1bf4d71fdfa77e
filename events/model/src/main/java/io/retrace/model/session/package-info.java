/** A session: issued by a recovery, valid until it ends or is revoked. */
@NullMarked
package io.retrace.model.session;

import org.jspecify.annotations.NullMarked;
