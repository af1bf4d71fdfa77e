package io.retrace.query.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Pages that say why there is nothing else to see. */
public final class Notices {

    private static final String AGAIN = "Try again in a moment; the address of this page stays good.";

    private final Frames frames;

    Notices(Frames frames) {
        this.frames = frames;
    }

    /** What is asked for is not there. */
    public ResponseEntity<byte[]> notFound(HttpServletRequest request, String text, String hint) {
        return page(request, HttpStatus.NOT_FOUND, "Nothing here", text, hint);
    }

    /** What is asked for cannot be understood. */
    public ResponseEntity<byte[]> malformed(HttpServletRequest request, String text) {
        return page(
                request,
                HttpStatus.BAD_REQUEST,
                "That is not a question this page can answer",
                "As it stands, " + text + ".",
                "Correct the field, or begin anew.");
    }

    /** Something that is needed does not answer now. */
    public ResponseEntity<byte[]> unavailable(HttpServletRequest request, String text) {
        return page(request, HttpStatus.SERVICE_UNAVAILABLE, "Not now", text, AGAIN);
    }

    /** The audit view is too far behind for what is asked. */
    public ResponseEntity<byte[]> beingBuilt(HttpServletRequest request) {
        return unavailable(request, "The view that tells which events belong together is being built.");
    }

    /** It is somebody else's to do. */
    ResponseEntity<byte[]> forbidden(Frame frame, String text, String hint) {
        return page(frame, HttpStatus.FORBIDDEN, "Not with your role", text, hint);
    }

    ResponseEntity<byte[]> page(HttpServletRequest request, HttpStatus status, String title, String text, String hint) {
        return page(frames.of(request, ""), status, title, text, hint);
    }

    private static ResponseEntity<byte[]> page(Frame frame, HttpStatus status, String title, String text, String hint) {
        var headers = new HttpHeaders();
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.add(HttpHeaders.RETRY_AFTER, "1");
        }
        var notice = new Notice(frame, title, text, hint, frame.links().root(), "To the beginning");
        return Pages.page(status, JtenoticeGenerated::render, notice, headers);
    }
}
