package io.retrace.standalone.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.Endpoints;
import io.retrace.standalone.NativeClient;
import java.util.List;
import java.util.UUID;

/** Somebody in front of a browser, with an account whose password is forgotten. */
final class Person {

    static final String EMAIL = "input[name=email]";
    static final String CODE = "input[name=code]";
    static final String NEW_PASSWORD = "input[name=password]";
    static final String SEND = "button[name=method]";
    static final String RESEND = "button[name=email]";
    static final String SAVE_PASSWORD = "button[name=method][value=password]";

    private final Browser browser;
    private final Endpoints endpoints;
    private final NativeClient operator;
    private final String address = UUID.randomUUID() + "@example.org";

    /** Never was in this browser, reads English, by day, in a wide window. */
    Person(Browser browser, Endpoints endpoints) {
        this.browser = browser;
        this.endpoints = endpoints;
        this.operator = new NativeClient(endpoints);
        operator.createIdentity(address);
        browser.forget();
        browser.widen();
        browser.speak("en");
        browser.paint("light");
    }

    String address() {
        return address;
    }

    /** The code of the latest letter, once one has come. */
    String mailedCode() {
        return operator.mailedCode(address);
    }

    /** The link of the latest letter, once one has come. */
    String mailedLink() {
        return operator.mailedLink(address).toString();
    }

    /** The link of a letter that was asked for without a browser. */
    String linkAskedForElsewhere() {
        operator.submitEmailForLink(operator.openRecovery(), address);
        return mailedLink();
    }

    int letters() {
        return operator.lettersTo(address);
    }

    void visit(String path) {
        browser.open(endpoints.uiBase() + path);
    }

    void askForCode() {
        visit("/recovery");
        browser.fill(EMAIL, address);
        browser.press(SEND, "Check your mail");
    }

    void recover() {
        askForCode();
        browser.fill(CODE, mailedCode());
        browser.press(SEND, "New password");
    }

    /** The recovery whose page is in front. */
    String recovery() {
        return browser.url().replaceFirst(".*flow=([^&]+).*", "$1");
    }

    /** What is on record of a recovery, by type, as far as the record goes by now. */
    List<String> events(String recovery) {
        return operator.getAdmin("/admin/audit/recoveries/" + recovery)
                .json()
                .path("events")
                .valueStream()
                .map(event -> event.path("type").asString(""))
                .toList();
    }

    /** Keeps how it looks, and finds nothing that keeps anybody out. */
    void look(String name) {
        browser.photograph(name);
        assertThat(browser.barriers()).as(name).isEmpty();
    }
}
