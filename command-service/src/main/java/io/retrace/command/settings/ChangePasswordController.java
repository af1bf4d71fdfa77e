package io.retrace.command.settings;

import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Urls;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a password manager sends people to change their password (W3C, A Well-Known URL for Changing Passwords). */
@RestController
final class ChangePasswordController {

    private final Urls urls;

    ChangePasswordController(Urls urls) {
        this.urls = urls;
    }

    @GetMapping("/.well-known/change-password")
    ResponseEntity<byte[]> changePassword() {
        return Answers.redirect(HttpStatus.SEE_OTHER, urls.settingsUi(), HttpHeaders.EMPTY);
    }
}
