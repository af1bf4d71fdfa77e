package io.retrace.query.console;

import io.retrace.wire.access.Caller;
import io.retrace.wire.access.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;

/** Makes what stands around a page. */
public final class Frames {

    private final Links links;
    private final Assets assets;
    private final SignIn signIn;
    private final Clock clock;

    Frames(Links links, Assets assets, SignIn signIn, Clock clock) {
        this.links = links;
        this.assets = assets;
        this.signIn = signIn;
        this.clock = clock;
    }

    /**
     * The frame of a page.
     *
     * @param section which entry of the navigation it belongs to, as {@code lab}
     */
    public Frame of(HttpServletRequest request, String section) {
        return of(request, section, Caller.known(request));
    }

    Frame of(HttpServletRequest request, String section, Optional<Caller> caller) {
        return new Frame(links, assets, caller, section, clock.instant(), signIn.wasDone(request));
    }
}
