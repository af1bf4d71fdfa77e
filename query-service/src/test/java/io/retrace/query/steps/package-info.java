@NullMarked
package io.retrace.query.steps;

import org.jspecify.annotations.NullMarked;
