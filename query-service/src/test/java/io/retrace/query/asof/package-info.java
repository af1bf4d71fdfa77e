@NullMarked
package io.retrace.query.asof;

import org.jspecify.annotations.NullMarked;
