@NullMarked
package io.retrace.query.timeline;

import org.jspecify.annotations.NullMarked;
