/** What both HTTP sides share: errors, negotiation, ports, credentials, the client's address. */
@NullMarked
package io.retrace.wire.http;

import org.jspecify.annotations.NullMarked;
