package io.retrace.standalone.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One mail to one recipient; a mail to three is three of these. In JSON an absent value is null.
 *
 * @param seq counts from 1, in the order of arrival; never reused
 * @param to the envelope's recipient, as the client wrote it
 * @param from the envelope's sender, empty for a bounce
 * @param text the first plain text part, lines ended by {@code \n}; of a mail that is no MIME, all of it
 * @param html the first HTML part
 * @param code the last run of digits that stands alone on a line of the text
 * @param link the first URL with {@code token=} in the text, else in the HTML
 * @param headers name to values, always a list because names repeat; names compare without case, the first spelling
 *     stays; unfolded, else as sent
 */
record CaughtMail(
        long seq,
        String to,
        String from,
        String subject,
        String text,
        Optional<String> html,
        Optional<String> code,
        Optional<String> link,
        Map<String, List<String>> headers,
        Instant receivedAt) {}
