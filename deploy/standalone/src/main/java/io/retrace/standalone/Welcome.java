package io.retrace.standalone;

import io.retrace.standalone.pages.Pages;
import io.retrace.wire.settings.RetraceSettings;
import org.springframework.context.ConfigurableApplicationContext;

/** What a newcomer reads once everything runs. */
final class Welcome {

    private Welcome() {}

    static String text(ConfigurableApplicationContext context) {
        var settings = context.getBean(RetraceSettings.class);
        return """

                Retrace runs.%s
                  public API    http://127.0.0.1:%d
                  admin API     http://127.0.0.1:%d
                  mail catcher  http://127.0.0.1:%d  (SMTP on %d)
                  data          %s

                Next, in another terminal:  make demo
                Ctrl-C stops it.""".formatted(
                        pages(settings),
                        settings.serve().publik().port(),
                        settings.serve().admin().port(),
                        settings.standalone().mailPort(),
                        settings.standalone().smtpPort(),
                        settings.standalone().dataDirectory());
    }

    private static String pages(RetraceSettings settings) {
        return Pages.areWanted(settings)
                ? "%n  pages         http://127.0.0.1:%d"
                        .formatted(settings.standalone().pagesPort())
                : "";
    }
}
