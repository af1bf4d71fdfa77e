package io.retrace.model.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.budget.Spend;
import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import java.util.List;

/** Given what has happened, when a command comes, then this follows. */
final class Given {

    private final Recovery state;
    private final Identity owner;
    private final Policy policy;

    private Given(Recovery state, Identity owner, Policy policy) {
        this.state = state;
        this.owner = owner;
        this.policy = policy;
    }

    static Given given(RecoveryEvent... history) {
        return new Given(Recovery.initial(), History.owner(), History.POLICY).and(history);
    }

    Given and(RecoveryEvent... history) {
        var next = state;
        for (var event : history) {
            next = Recovery.evolve(next, event);
        }
        return new Given(next, owner, policy);
    }

    Given times(int count, RecoveryEvent event) {
        var next = this;
        for (int i = 0; i < count; i++) {
            next = next.and(event);
        }
        return next;
    }

    Given ownedBy(Identity identity) {
        return new Given(state, identity, policy);
    }

    Given under(Policy another) {
        return new Given(state, owner, another);
    }

    Recovery state() {
        return state;
    }

    When<InitiateRecovery.Reply> when(InitiateRecovery command) {
        return new When<>(InitiateRecovery.decide(command, state, policy));
    }

    When<SubmitEmail.Reply> when(SubmitEmail command) {
        return new When<>(SubmitEmail.decide(command, state, policy));
    }

    When<SubmitCode.Reply> when(SubmitCode command) {
        return new When<>(SubmitCode.decide(command, state, owner, policy));
    }

    When<RedeemLink.Reply> when(RedeemLink command) {
        return new When<>(RedeemLink.decide(command, state, owner, policy));
    }

    When<RefuseRecovery.Reply> when(RefuseRecovery command) {
        return new When<>(RefuseRecovery.decide(command, state, policy));
    }

    record When<R>(Decision<R> decision) {
        void then(R reply, Event... events) {
            then(reply, List.of(), events);
        }

        void then(R reply, List<Spend> spends, Event... events) {
            assertThat(decision).isEqualTo(new Decision<>(List.of(events), spends, reply));
        }
    }
}
