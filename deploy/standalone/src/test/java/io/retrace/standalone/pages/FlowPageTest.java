package io.retrace.standalone.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.http.Template;
import io.retrace.wire.http.WireJson;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a flow's nodes and messages on the page, without a browser. */
class FlowPageTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HOSTILE = "\\\"'><script>alert(1)</script>";

    @Test
    void nothing_that_comes_from_outside_becomes_markup() {
        var page = page("""
                {"state": "choose_method", "ui": {"action": "http://api/%1$s", "method": "POST",
                 "messages": [{"id": 1, "type": "error", "text": "m%1$s"}],
                 "nodes": [
                  {"type": "input", "group": "code", "attributes": {"name": "n%1$s", "type": "text", "value": "v%1$s"},
                   "messages": [{"id": 2, "type": "error", "text": "f%1$s"}],
                   "meta": {"label": {"id": 3, "text": "l%1$s"}}},
                  {"type": "input", "group": "code", "attributes": {"name": "h%1$s", "type": "hidden", "value": "h%1$s"}},
                  {"type": "input", "group": "code", "attributes": {"name": "b%1$s", "type": "submit", "value": "b%1$s"}},
                  {"type": "a", "group": "code", "attributes": {"href": "x%1$s", "title": {"id": 4, "text": "a%1$s"}}},
                  {"type": "text", "group": "code", "attributes": {"text": {"id": 5, "text": "t%1$s"}}}]}}""".formatted(HOSTILE));

        assertThat(page)
                .doesNotContain("<script", "\"'>")
                .contains("m\"'&gt;&lt;script&gt;")
                .contains("value=\"v&#34;&#39;>&lt;script>alert(1)");
    }

    @Test
    void a_link_that_would_run_a_script_leads_nowhere() {
        var page = page("""
                {"state": "x", "ui": {"nodes": [
                  {"type": "a", "group": "code", "attributes": {"href": "javascript:alert(1)", "title": {"text": "Go"}}}]}}""");

        assertThat(page).contains(">Go</a>").doesNotContain("javascript:");
    }

    @Test
    void each_group_is_a_form_of_its_own_and_sends_what_all_share() {
        var page = page("""
                {"state": "show_form", "ui": {"action": "http://api/settings", "method": "POST", "nodes": [
                  {"type": "input", "group": "default", "attributes": {"name": "csrf_token", "type": "hidden", "value": "c"}},
                  {"type": "input", "group": "profile", "attributes": {"name": "traits.email", "type": "email", "value": "a@b"}},
                  {"type": "input", "group": "password", "attributes": {"name": "password", "type": "password", "required": true}}
                 ]}}""");

        assertThat(page.split("<form ", -1)).hasSize(3);
        assertThat(page.split("name=\"csrf_token\" value=\"c\"", -1)).hasSize(3);
        assertThat(page.indexOf("type=\"password\"")).isLessThan(page.indexOf("type=\"email\""));
        assertThat(page)
                .contains("<h2 id=\"group-password\">New password</h2>")
                .contains("aria-labelledby=\"group-profile\"");
    }

    @Test
    void a_browser_learns_what_it_may_fill_in() {
        var page = page("""
                {"state": "sent_email", "ui": {"nodes": [
                  {"type": "input", "group": "code", "attributes":
                   {"name": "code", "type": "text", "pattern": "[0-9]+", "maxlength": 6, "required": true, "disabled": false},
                   "meta": {"label": {"id": 1070010, "text": "Recovery code"}}},
                  {"type": "input", "group": "code", "attributes": {"name": "method", "type": "submit", "value": "code"},
                   "meta": {"label": {"id": 1070009, "text": "Continue"}}},
                  {"type": "input", "group": "code", "attributes": {"name": "email", "type": "submit", "value": "a@b"},
                   "meta": {"label": {"id": 1070008, "text": "Resend code"}}}]}}""");

        assertThat(page.replace("\n", ""))
                .contains("<label for=\"code\">Recovery code</label>")
                .contains("autocomplete=\"one-time-code\" pattern=\"[0-9]+\" inputmode=\"numeric\" maxlength=\"6\"")
                .contains(" required ", " autofocus>")
                .doesNotContain(" disabled", "<footer>")
                .contains("class=\"button\" type=\"submit\" name=\"method\" value=\"code\">Continue")
                .contains("class=\"button second\" type=\"submit\" name=\"email\" value=\"a@b\" formnovalidate>Resend");
    }

    @Test
    void what_a_browser_cannot_draw_is_a_text_field() {
        var page = page("""
                {"state": "show_form", "ui": {"nodes": [
                  {"type": "input", "group": "profile", "attributes": {"name": "one", "type": "image"}},
                  {"type": "input", "group": "profile", "attributes": {"name": "two", "type": "checkbox", "value": true}}]}}""");

        assertThat(page.replace("\n", ""))
                .contains("<input id=\"one\" name=\"one\" type=\"text\"")
                .contains("<input id=\"two\" name=\"two\" type=\"checkbox\" value=\"true\" checked");
    }

    @Test
    void a_message_of_a_button_is_said_of_the_whole_form() {
        var page = page("""
                {"state": "sent_email", "ui": {"nodes": [
                  {"type": "input", "group": "code", "attributes": {"name": "email", "type": "submit", "value": "a@b"},
                   "messages": [{"id": 4000040, "type": "error", "text": "Enter a valid email address"}]}]}}""");

        assertThat(page)
                .contains("class=\"message error\" role=\"alert\">Enter a valid email address")
                .contains("<title>Error: Check your mail · Retrace</title>");
    }

    private static String page(String json) {
        var texts = Texts.english();
        var reader = new FlowReader(texts, NOON);
        var page = reader.page(
                json.contains("show_form") ? Flow.SETTINGS : Flow.RECOVERY,
                WireJson.mapper().readTree(json),
                new Frame(texts, Optional.empty()),
                "http://home");
        Template<FlowPage> template = JteflowGenerated::render;
        return template.html(page);
    }
}
