package io.retrace.query.console;

import io.retrace.wire.access.SignIn;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in with an access token, and out. */
@RestController
final class SignInController {

    private final Frames frames;
    private final Links links;
    private final SignIn signIn;

    SignInController(Frames frames, Links links, SignIn signIn) {
        this.frames = frames;
        this.links = links;
        this.signIn = signIn;
    }

    @GetMapping("/admin/console/login")
    ResponseEntity<byte[]> page(HttpServletRequest request) {
        var back = WayBack.of(links, Query.parameter(request, WayBack.PARAMETER));
        if (!signIn.isNeeded()) {
            return Pages.seeOther(back);
        }
        if (!signIn.wasDone(request)) {
            return page(request, HttpStatus.OK, back, "");
        }
        return signIn.isDone(request)
                ? Pages.seeOther(back)
                : page(request, HttpStatus.OK, back, "Your token works no longer.");
    }

    @PostMapping("/admin/console/login")
    ResponseEntity<byte[]> signIn(HttpServletRequest request) throws IOException {
        var form = Form.of(request);
        var back = WayBack.of(links, form.field(WayBack.PARAMETER));
        var token = form.field("token");
        if (token.isEmpty()) {
            return page(request, HttpStatus.BAD_REQUEST, back, "Paste an access token.");
        }
        return signIn.isGood(request, token.get())
                ? Pages.seeOther(back, signIn.keep(request, token.get()))
                : page(request, HttpStatus.UNAUTHORIZED, back, "This token is unknown, expired or revoked.");
    }

    @PostMapping("/admin/console/logout")
    ResponseEntity<byte[]> signOut(HttpServletRequest request) {
        return Pages.seeOther(links.to("/login"), signIn.forget(request));
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, HttpStatus status, String back, String complaint) {
        var headers = new HttpHeaders();
        if (status == HttpStatus.UNAUTHORIZED) {
            headers.add(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"retrace\"");
        }
        var page = new SignInPage(frames.of(request, ""), back, complaint);
        return Pages.page(status, JteloginGenerated::render, page, headers);
    }
}
