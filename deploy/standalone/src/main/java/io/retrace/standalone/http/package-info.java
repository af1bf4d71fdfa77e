/** A small HTTP server on the loopback interface, for the pages of mail catcher and recovery. */
@NullMarked
package io.retrace.standalone.http;

import org.jspecify.annotations.NullMarked;
