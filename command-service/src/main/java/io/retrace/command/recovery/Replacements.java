package io.retrace.command.recovery;

import io.retrace.command.http.Asked;
import io.retrace.command.http.NativeGuard;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.ApiFlowGuard;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.ExpiredFlow;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ArrayNode;

/** How a client learns that another flow took the place of its own (spec sections 4.5 and 8.2). */
final class Replacements {

    private final Urls urls;
    private final RecoverySwitches switches;
    private final Clock clock;

    Replacements(Urls urls, RecoverySwitches switches, Clock clock) {
        this.urls = urls;
        this.switches = switches;
        this.clock = clock;
    }

    /** An expired flow's successor belongs to the cookie that the browser has, any other to a fresh one. */
    ResponseEntity<byte[]> answer(Asked asked, RecoveryDocument old, RecoveryId id, Replacement reason) {
        boolean continueWith = switches.continueWith(old.type()) && !offersLinks(old);
        if (reason != Replacement.EXPIRED) {
            var cookie = asked.fresh().headers();
            return continueWith && asked.wantsJson()
                    ? error(id, reason, asked.violation()).answer(cookie)
                    : Answers.redirect(HttpStatus.SEE_OTHER, asked.wantsJson() ? flow(id) : page(id), cookie);
        }
        if (old.type() == FlowType.API && !offersLinks(old)) {
            return continueWith
                    ? ExpiredFlow.error(old.expiresAt(), clock.instant(), id.toString())
                            .detailing("continue_with", recoveryUi(id))
                            .answer()
                    : Answers.redirect(HttpStatus.SEE_OTHER, flow(id), HttpHeaders.EMPTY);
        }
        return expired(asked, id);
    }

    /** To the browser in which a link was followed (spec section 6.3). */
    ResponseEntity<byte[]> ofLink(Asked asked, RecoveryId id, Replacement reason) {
        return reason == Replacement.EXPIRED
                ? expired(asked, id)
                : Answers.redirect(HttpStatus.SEE_OTHER, page(id), asked.fresh().headers());
    }

    private ResponseEntity<byte[]> expired(Asked asked, RecoveryId id) {
        var cookie =
                asked.cookie().isPresent() ? HttpHeaders.EMPTY : asked.fresh().headers();
        return Answers.redirect(HttpStatus.SEE_OTHER, asked.wantsJson() ? flow(id) : page(id), cookie);
    }

    private static boolean offersLinks(RecoveryDocument flow) {
        return flow.method() == RecoveryMethod.LINK;
    }

    private String flow(RecoveryId id) {
        return urls.publicBase() + "/self-service/recovery/flows?id=" + id;
    }

    private String page(RecoveryId id) {
        return Urls.withFlow(urls.recoveryUi(), id.value());
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
            case LINK_INVALID, LINK_EXPIRED -> throw new IllegalStateException("who follows a link gets no error");
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
