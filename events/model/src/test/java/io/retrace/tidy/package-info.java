/** What a machine can check of how the code reads; every module's tests may use it. */
@NullMarked
package io.retrace.tidy;

import org.jspecify.annotations.NullMarked;
