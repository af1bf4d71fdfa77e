/** What the lab makes of forms and of reports. */
@NullMarked
package io.retrace.query.console.lab;

import org.jspecify.annotations.NullMarked;
