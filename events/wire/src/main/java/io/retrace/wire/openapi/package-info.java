/** The HTTP API in its own words: OpenAPI documents, written by hand beside this package, and where they are served. */
@NullMarked
package io.retrace.wire.openapi;

import org.jspecify.annotations.NullMarked;
