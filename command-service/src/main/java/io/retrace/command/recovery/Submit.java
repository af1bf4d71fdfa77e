package io.retrace.command.recovery;

import io.retrace.command.http.Asked;
import io.retrace.model.budget.Allowance;
import io.retrace.model.event.Notice;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.Substitute;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One submit on its way to its flow.
 *
 * @param signedIn whether its client has a session, with which no letter can be asked for
 * @param network what the client's network may spend, as far as nobody said no yet
 */
record Submit(RecoveryId id, Asked asked, Substitute substitute, boolean signedIn, Allowance network, Origin origin) {

    /** The method that it names, if it is one of ours. */
    Optional<RecoveryMethod> method() {
        var named = asked.fields().get("method");
        return Arrays.stream(RecoveryMethod.values())
                .filter(method -> named.filter(method.wireName()::equals).isPresent())
                .findFirst();
    }

    /** The refusal of it, by what may still be spent. */
    Function<Allowance, RefuseRecovery> refusal(Refusal reason, Notice... notices) {
        return allowance -> new RefuseRecovery(id, reason, List.of(notices), substitute, allowance, asked.at());
    }

    /** The refusal of it by a flow that offers links, when it asks for none. */
    Function<Allowance, RefuseRecovery> noLink() {
        return signedIn ? refusal(Refusal.SESSION_PRESENT) : refusal(Refusal.NO_STRATEGY, Notice.of(4010005));
    }
}
