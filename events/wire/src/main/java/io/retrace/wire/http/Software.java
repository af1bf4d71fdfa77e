package io.retrace.wire.http;

import java.util.Optional;

/** What this is, as envelopes and {@code /version} name it. */
public final class Software {

    /** The version of the build; {@code dev} when it runs from classes. */
    public static final String VERSION = Optional.ofNullable(
                    Software.class.getPackage().getImplementationVersion())
            .orElse("dev");

    /** Name and version. */
    public static final String NAME = "retrace/" + VERSION;

    private Software() {}
}
