/** The what-if lab: runs that tell history again, what came of them, and which of two policies is better. */
@NullMarked
package io.retrace.query.console.lab;

import org.jspecify.annotations.NullMarked;
