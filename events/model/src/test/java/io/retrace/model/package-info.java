/** Tests of the model as a whole. */
@NullMarked
package io.retrace.model;

import org.jspecify.annotations.NullMarked;
