package io.retrace.command;

import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.policy.RecoveryMethods;
import io.retrace.wire.settings.RetraceSettings;
import java.util.ArrayList;
import java.util.Optional;

/** The limits of the configuration as one value. */
final class Policies {

    private Policies() {}

    static Policy of(RetraceSettings settings) {
        var flows = settings.selfservice().flows();
        var code = settings.selfservice().methods().code().config();
        var password = settings.selfservice().methods().password().config();
        return new Policy(
                flows.recovery().lifespan(),
                code.lifespan(settings.profile()),
                code.maxSubmissions(),
                Policy.kratos().refusalsMax(),
                flows.settings().lifespan(),
                flows.settings().privilegedSessionMaxAge(),
                settings.session().lifespan(),
                password.minPasswordLength(),
                password.maxPasswordLength(),
                password.identifierSimilarityCheckEnabled(),
                Optional.of(settings.budgets().over(settings.profile())),
                flows.recovery().after().brings(settings.profile()),
                Optional.of(methods(settings)).filter(methods -> !methods.equals(RecoveryMethods.CODE_ONLY)),
                flows.recovery().after().sessions(settings.profile()),
                password.breaches());
    }

    private static RecoveryMethods methods(RetraceSettings settings) {
        var methods = settings.selfservice().methods();
        var enabled = new ArrayList<RecoveryMethod>();
        if (methods.code().enabled()) {
            enabled.add(RecoveryMethod.CODE);
        }
        if (methods.link().enabled()) {
            enabled.add(RecoveryMethod.LINK);
        }
        return new RecoveryMethods(
                settings.selfservice().flows().recovery().use(),
                enabled,
                methods.link().config().lifespan(settings.profile()));
    }
}
