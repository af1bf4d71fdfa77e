package io.retrace.standalone.soak;

import io.retrace.standalone.Endpoints;
import io.retrace.standalone.NativeClient;
import io.retrace.standalone.NativeClient.Answer;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One client after the other who gets an identity, recovers it and sets a password, for as long as the load lasts. What
 * each is told goes to the promises. A request that is cut off ends its journey; who waits for mail goes on waiting.
 */
final class Traveller implements Runnable {

    private static final Duration MAIL_WAIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int UNAVAILABLE = 503;

    private final Endpoints endpoints;
    private final Promises promises;
    private final BooleanSupplier goesOn;
    private final BooleanSupplier isOutage;
    private final NativeClient client;

    /** @param isOutage whether it is known that Retrace cannot answer now */
    Traveller(Endpoints endpoints, Promises promises, BooleanSupplier goesOn, BooleanSupplier isOutage) {
        this.endpoints = endpoints;
        this.promises = promises;
        this.goesOn = goesOn;
        this.isOutage = isOutage;
        this.client = new NativeClient(endpoints);
    }

    /** The journey is over before its end, for a reason that was noted. */
    private static final class CutOff extends Exception {

        CutOff() {
            super("cut off", null, false, false);
        }
    }

    @FunctionalInterface
    private interface Call {
        Answer send();
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            try {
                travel("soak-" + UUID.randomUUID() + "@example.org");
                promises.journeyDone();
            } catch (CutOff _) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void travel(String address) throws CutOff {
        var body = "{\"schema_id\":\"default\",\"traits\":{\"email\":\"" + address + "\"}}";
        var identity = told(201, () -> client.postIdentity(body)).text("/id");
        promises.event("identity-" + identity, "identity.IdentityCreated");
        var flow =
                told(200, () -> client.getPublic("/self-service/recovery/api")).text("/id");
        promises.event("recovery-" + flow, "recovery.RecoveryInitiated");
        promises.state(flow, "choose_method");
        said(flow, "sent_email", told(200, () -> client.submitEmail(flow, address)));
        promises.event("recovery-" + flow, "recovery.RecoveryEmailRequested");
        promises.letterTo(address);
        var code = mailedCode(address);
        var passed = told(200, () -> client.submitCode(flow, code));
        said(flow, "passed_challenge", passed);
        promises.event("recovery-" + flow, "recovery.CodeAccepted");
        promises.event("recovery-" + flow, "recovery.RecoveryCompleted");
        setPassword(passed);
    }

    private void setPassword(Answer passed) throws CutOff {
        var token = passed.text("/continue_with/0/ory_session_token");
        var settings = passed.text("/continue_with/1/flow/id");
        var saved = told(
                200,
                () -> client.send(
                        "POST",
                        endpoints.publicBase(),
                        "/self-service/settings?flow=" + settings,
                        "{\"method\":\"password\",\"password\":\"seven soaked lanterns 4711\"}",
                        "Content-Type",
                        "application/json",
                        "X-Session-Token",
                        token));
        if (!saved.text("/state").equals("success")) {
            surprised("settings in state " + saved.text("/state"));
        }
        promises.event("settings-" + settings, "settings.SettingsCompleted");
    }

    private Answer told(int status, Call call) throws CutOff {
        Answer answer;
        try {
            answer = call.send();
        } catch (UncheckedIOException e) {
            if (!isOutage.getAsBoolean()) {
                surprised("cut off without reason: " + e.getCause());
            }
            if (!(e.getCause() instanceof ConnectException)) {
                promises.unanswered();
            }
            throw new CutOff();
        }
        promises.answered();
        if (answer.status() == UNAVAILABLE && isOutage.getAsBoolean()) {
            throw new CutOff();
        }
        if (answer.status() != status) {
            surprised("status " + answer.status() + " instead of " + status + ": " + answer.body());
        }
        return answer;
    }

    private void said(String flow, String state, Answer answer) throws CutOff {
        if (!answer.text("/state").equals(state)) {
            surprised("not " + state + ": " + answer.body());
        }
        promises.state(flow, state);
    }

    private String mailedCode(String address) throws CutOff {
        long deadline = System.nanoTime() + MAIL_WAIT.toNanos();
        while (System.nanoTime() < deadline) {
            var letter = client.letterTo(address);
            if (letter.status() == 200) {
                return letter.text("/code");
            }
        }
        surprised("no mail within " + MAIL_WAIT.toSeconds() + " s");
        throw new CutOff();
    }

    private void surprised(String what) throws CutOff {
        promises.surprise(what);
        throw new CutOff();
    }
}
