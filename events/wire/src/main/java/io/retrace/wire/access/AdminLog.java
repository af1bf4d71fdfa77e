package io.retrace.wire.access;

import io.retrace.log.EventDatabase;
import io.retrace.log.Sealing;
import io.retrace.model.event.EventCodec;

/** The log, as a service gives it to its admin port. Where services share a JVM there are several; any of them does. */
public record AdminLog(EventDatabase database, EventCodec codec, Sealing sealing) {}
