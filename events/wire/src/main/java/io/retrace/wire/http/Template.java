package io.retrace.wire.http;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;

/**
 * A template of {@code src/main/jte}, of which the build makes a class: that of {@code pages/flow.jte} is
 * {@code JteflowGenerated::render}. It escapes whatever it shows.
 *
 * @param <T> what it shows: the template's only parameter
 */
@FunctionalInterface
public interface Template<T> {

    /** Called by {@link #html} alone. */
    void render(HtmlTemplateOutput output, HtmlInterceptor interceptor, T model);

    /** The page. */
    default String html(T model) {
        var output = new StringOutput();
        render(new OwaspHtmlTemplateOutput(output), Uninterested.INSTANCE, model);
        return output.toString();
    }

    /** Hears of every tag that the build was told to report: of none. */
    enum Uninterested implements HtmlInterceptor {
        INSTANCE;

        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
    }
}
