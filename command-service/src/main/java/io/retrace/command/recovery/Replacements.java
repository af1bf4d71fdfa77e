package io.retrace.command.recovery;

import io.retrace.command.http.NativeGuard;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.recovery.ApiFlowGuard;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.ExpiredFlow;
import io.retrace.wire.http.Negotiation;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ArrayNode;

/** How a native client learns that another flow took the place of its own (spec sections 4.5 and 8.2). */
final class Replacements {

    private final CsrfCookie csrf;
    private final Urls urls;
    private final RecoverySwitches switches;
    private final Clock clock;

    Replacements(CsrfCookie csrf, Urls urls, RecoverySwitches switches, Clock clock) {
        this.clock = clock;
        this.csrf = csrf;
        this.urls = urls;
        this.switches = switches;
    }

    ResponseEntity<byte[]> answer(
            HttpServletRequest request,
            RecoveryId id,
            Replacement reason,
            Optional<NativeGuard> violation,
            Instant expiresAt) {
        boolean expired = reason == Replacement.EXPIRED;
        if (switches.continueWithForNative() && (expired || Negotiation.isJson(request))) {
            return expired
                    ? ExpiredFlow.error(expiresAt, clock.instant(), id.toString())
                            .detailing("continue_with", recoveryUi(id))
                            .answer(csrf.fresh())
                    : error(id, reason, violation).answer(csrf.fresh());
        }
        var location = expired || Negotiation.isJson(request)
                ? urls.publicBase() + "/self-service/recovery/flows?id=" + id
                : Urls.withFlow(urls.recoveryUi(), id.value());
        return Answers.redirect(HttpStatus.SEE_OTHER, location, csrf.fresh());
    }

    private static ApiError error(RecoveryId id, Replacement reason, Optional<NativeGuard> violation) {
        var error = ApiError.of(HttpStatus.BAD_REQUEST, text(reason)).detailing("continue_with", recoveryUi(id));
        if (violation.orElse(null) instanceof NativeGuard.ForeignCookies(var names)) {
            var found = WireJson.mapper().createArrayNode();
            names.forEach(found::add);
            return error.detailing("found cookies", found);
        }
        return error;
    }

    private static String text(Replacement reason) {
        return switch (reason) {
            case EXPIRED -> throw new IllegalStateException("an expired flow has words of its own");
            case TOO_OFTEN -> "The request was submitted too often. Please request another code.";
            case CODE_USED -> "The code was already used. Please request another code.";
            case ALREADY_COMPLETED -> "The request was already completed successfully and can not be retried.";
            case ORIGIN_HEADER -> ApiFlowGuard.ORIGIN_REASON;
            case FOREIGN_COOKIE -> ApiFlowGuard.COOKIE_REASON;
        };
    }

    private static ArrayNode recoveryUi(RecoveryId id) {
        var next = WireJson.mapper().createArrayNode();
        next.addObject().put("action", "show_recovery_ui").putObject("flow").put("id", id.toString());
        return next;
    }
}
