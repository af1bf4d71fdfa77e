/** The console: pages for whoever investigates, over the same services as the audit API (docs/console.md). */
@NullMarked
package io.retrace.query.console;

import org.jspecify.annotations.NullMarked;
