package io.retrace.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads HTTP/1.1 answers (RFC 9112) with {@code Content-Length} or chunked bodies, one after the other, into one buffer
 * that it keeps. Whoever asks sends one request at a time, so nothing of a next answer is in the buffer.
 */
final class AnswerReader {

    private static final byte[] CONTENT_LENGTH = Bytes.ascii("content-length:");
    private static final byte[] CHUNKED = Bytes.ascii("transfer-encoding: chunked");
    private static final byte[] CLOSE = Bytes.ascii("connection: close");
    private static final int BUFFER_BYTES_FIRST = 16 * 1024;
    private static final int ANSWER_BYTES_MAX = 4 * 1024 * 1024;
    private static final int STATUS_FROM = "HTTP/1.1 ".length();
    private static final int STATUS_TO = STATUS_FROM + 3;
    private static final int NO_CONTENT = 204;
    private static final int UNKNOWN = -1;

    private byte[] buffer = new byte[BUFFER_BYTES_FIRST];
    private int filled;
    private int next;
    private int length;
    private boolean chunked;
    private boolean closes;

    /** Reads one answer to its end. */
    Answer read(InputStream in) throws IOException {
        filled = 0;
        next = 0;
        int status = number(0, lineEnd(in), STATUS_FROM, STATUS_TO);
        readHeaders(in);
        int from = next;
        if (chunked) {
            int to = readChunks(in);
            return new Answer(status, buffer, from, to);
        }
        if (length == UNKNOWN && status != NO_CONTENT) {
            throw new IOException("the answer tells no length; status " + status);
        }
        int to = from + Math.max(length, 0);
        fillTo(to, in);
        return new Answer(status, buffer, from, to);
    }

    /** Whether the server said at the last answer that it would hang up. */
    boolean closes() {
        return closes;
    }

    private void readHeaders(InputStream in) throws IOException {
        length = UNKNOWN;
        chunked = false;
        closes = false;
        while (true) {
            int from = next;
            int to = lineEnd(in);
            if (from == to) {
                return;
            }
            if (Bytes.nameStartsAt(buffer, from, to, CONTENT_LENGTH)) {
                length = number(from, to, from + CONTENT_LENGTH.length, to);
            } else if (Bytes.nameStartsAt(buffer, from, to, CHUNKED)) {
                chunked = true;
            } else if (Bytes.nameStartsAt(buffer, from, to, CLOSE)) {
                closes = true;
            }
        }
    }

    /** Moves the chunks together at the place of the first one's size; returns where the body ends. */
    private int readChunks(InputStream in) throws IOException {
        int to = next;
        while (true) {
            int from = next;
            int size = chunkSize(from, lineEnd(in));
            if (size == 0) {
                skipTrailers(in);
                return to;
            }
            fillTo(next + size, in);
            System.arraycopy(buffer, next, buffer, to, size);
            next += size;
            to += size;
            if (lineEnd(in) != next - 2) {
                throw new IOException("a chunk is longer than it says");
            }
        }
    }

    private void skipTrailers(InputStream in) throws IOException {
        int from = next;
        while (lineEnd(in) != from) {
            from = next;
        }
    }

    private int chunkSize(int from, int to) throws IOException {
        int size = 0;
        int at = from;
        while (at < to && Character.digit(buffer[at], 16) >= 0 && size <= ANSWER_BYTES_MAX) {
            size = size * 16 + Character.digit(buffer[at++], 16);
        }
        if (at == from) {
            throw new IOException("a chunk tells no size");
        }
        return size;
    }

    private int number(int lineFrom, int lineTo, int from, int to) throws IOException {
        int value = 0;
        for (int at = from; at < Math.min(to, lineTo); at++) {
            if (buffer[at] != ' ') {
                value = value * 10 + Character.digit(buffer[at], 10);
            }
        }
        if (value < 0 || lineTo < from || value > ANSWER_BYTES_MAX) {
            throw new IOException("not a number in an answer's line of " + (lineTo - lineFrom) + " bytes");
        }
        return value;
    }

    /** Where the line at {@code next} ends; {@code next} is then behind its CR LF. */
    private int lineEnd(InputStream in) throws IOException {
        for (int at = next; ; at++) {
            fillTo(at + 1, in);
            if (buffer[at] == '\n') {
                next = at + 1;
                return at > 0 && buffer[at - 1] == '\r' ? at - 1 : at;
            }
        }
    }

    private void fillTo(int end, InputStream in) throws IOException {
        if (end > ANSWER_BYTES_MAX) {
            throw new IOException("the answer is larger than " + ANSWER_BYTES_MAX + " bytes");
        }
        if (end > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(end, buffer.length * 2));
        }
        while (filled < end) {
            int count = in.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                throw new EOFException("the server hung up within an answer");
            }
            filled += count;
        }
    }
}
