package io.retrace.query.session;

import io.retrace.log.Sealing;
import io.retrace.model.event.Origin;
import io.retrace.wire.flow.SessionJson.Device;

/** Opens where a session was issued to. */
record Devices(Sealing sealing) {

    Device of(Origin origin) {
        var trace = origin.traceId();
        return new Device(
                origin.clientAddress()
                        .map(closed -> sealing.open(closed, trace))
                        .orElse(""),
                origin.userAgent().map(closed -> sealing.open(closed, trace)).orElse(""));
    }
}
