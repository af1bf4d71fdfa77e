/** What is really sent, held against the OpenAPI documents. */
@NullMarked
package io.retrace.standalone.contract;

import org.jspecify.annotations.NullMarked;
