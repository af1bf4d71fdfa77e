package io.retrace.standalone.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.SharedRetrace;
import io.retrace.standalone.StandaloneFixture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console in a real browser. */
@NullMarked
@ExtendWith({SharedBrowser.class, SharedRetrace.class})
class ConsoleInBrowserTest {

    private final Browser browser;
    private final String console;

    ConsoleInBrowserTest(Browser browser, StandaloneFixture retrace) {
        this.browser = browser;
        this.console = retrace.endpoints().adminBase() + "/admin/console";
    }

    @Test
    void what_the_keys_are_is_said() {
        browser.open(console + "/help");

        assertThat(browser.text("h1")).isEqualTo("Keys, and what the views answer");
        assertThat(browser.barriers()).isEmpty();
        browser.photograph("console-help");
    }

    @Test
    void what_is_not_there_leads_on() {
        browser.open(console + "/nowhere");

        assertThat(browser.text("h1")).isEqualTo("Nothing here");
        assertThat(browser.barriers()).isEmpty();
        browser.photograph("console-nowhere");
    }
}
