package io.retrace.standalone.mail;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds in a letter what a person would copy out of it. */
final class Secrets {

    private static final Pattern DIGITS_ALONE_ON_A_LINE = Pattern.compile("(?m)^\\h*(\\d+)\\h*$");
    private static final Pattern URL_WITH_TOKEN = Pattern.compile("https?://[^\\s<>\"']*token=[^\\s<>\"']*");
    private static final Pattern SENTENCE_END = Pattern.compile("[.,;:!?)]+$");

    private Secrets() {}

    /** The last run of digits that stands alone on a line. */
    static Optional<String> code(String text) {
        return DIGITS_ALONE_ON_A_LINE
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .reduce((_, last) -> last);
    }

    /** The first URL with {@code token=}, without the punctuation of the sentence around it. */
    static Optional<String> link(String text) {
        return URL_WITH_TOKEN
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .map(url -> SENTENCE_END.matcher(url).replaceFirst(""));
    }

    static Optional<String> linkInHtml(String html) {
        return link(html.replace("&amp;", "&"));
    }
}
