/**
 * Pages for people, which {@code make run} serves: recovery, settings, errors. They know only the public API, as anybody's
 * user interface would, and keep nothing.
 */
@NullMarked
package io.retrace.standalone.pages;

import org.jspecify.annotations.NullMarked;
