package io.retrace.standalone.pages;

import io.retrace.standalone.http.LoopbackServer;
import io.retrace.standalone.port.LoopbackPort;
import io.retrace.wire.http.Urls;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/** The pages' server, on a port of 127.0.0.1. */
public final class Pages implements AutoCloseable {

    private static final String PART = "The pages' HTTP";

    private final LoopbackServer http;

    private Pages(LoopbackServer http) {
        this.http = http;
    }

    /** Whether there are any: not where they are switched off, and not where no flow leads to them. */
    public static boolean areWanted(RetraceSettings settings) {
        var urls = Urls.of(settings);
        return settings.standalone().pages()
                && Stream.of(urls.recoveryUi(), urls.settingsUi(), urls.errorUi())
                        .anyMatch(url -> url.startsWith(Site.own(settings) + "/"));
    }

    /**
     * Looks whether the port is free.
     *
     * @throws io.retrace.standalone.port.CannotListenException when it is taken
     */
    public static void requirePort(RetraceSettings settings) {
        LoopbackPort.requireFree(PART, settings.standalone().pagesPort());
    }

    /**
     * Starts them; the public API may start later.
     *
     * @param letters where the letters can be read that the courier sends, if anywhere
     */
    public static Pages start(RetraceSettings settings, Optional<String> letters) {
        var site = Site.of(settings, letters);
        var routes = new Routes(site, new PublicApi(site.api()), Clock.system(ZoneId.systemDefault()));
        return new Pages(LoopbackServer.start(PART, settings.standalone().pagesPort(), routes::answer));
    }

    @Override
    public void close() {
        http.close();
    }
}
