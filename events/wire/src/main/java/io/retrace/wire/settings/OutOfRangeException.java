package io.retrace.wire.settings;

/** A configured value is out of range; the message names the key and its bounds and is meant for whoever starts us. */
public final class OutOfRangeException extends IllegalArgumentException {

    OutOfRangeException(String key, Object value, Object least, Object most) {
        super("configuration key %s must be from %s to %s, was %s".formatted(key, least, most, value));
    }
}
