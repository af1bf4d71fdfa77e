@NullMarked
package io.retrace.query.replay;

import org.jspecify.annotations.NullMarked;
