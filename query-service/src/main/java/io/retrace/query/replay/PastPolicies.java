package io.retrace.query.replay;

import io.retrace.log.EventDatabase;
import io.retrace.log.PoliciesOnRecord;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.policy.Policy;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The policies that the log records, and what a request means by one. */
final class PastPolicies {

    private static final String NO_POLICY = "policy must be an object of limits, as a policy on record has them";
    private static final Pattern BOUND = Pattern.compile("(\\w+ must be [\\w .]+), was .*", Pattern.DOTALL);

    private final PoliciesOnRecord onRecord;
    private final EventCodec codec;

    PastPolicies(ReplayDatabase database, EventCodec codec) {
        this.onRecord = new PoliciesOnRecord(new EventDatabase(database.pool()), codec);
        this.codec = codec;
    }

    /** Those that were put on record up to a position, by their hash. */
    Map<String, Policy> until(long to) {
        return onRecord.until(to).stream()
                .collect(Collectors.toMap(PolicyChanged::hash, PolicyChanged::policy, (first, _) -> first));
    }

    /**
     * The policy that a request names.
     *
     * @param named a profile by its name, or limits that are laid over the policy in force at the end of the range
     * @throws IllegalArgumentException when there is no such policy, in words that quote nothing
     */
    Policy named(JsonNode named, long to) {
        if (named.isObject()) {
            return changed(inForce(to), named);
        }
        return switch (named.stringValue()) {
            case "kratos" -> Policy.kratos();
            case "asvs-l2" -> Policy.asvsL2();
            default ->
                throw new IllegalArgumentException(
                        "policy must be \"recorded\", \"kratos\", \"asvs-l2\" or an object of limits");
        };
    }

    private Policy changed(Policy base, JsonNode limits) {
        try {
            return codec.policy(base, limits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(bound(e).orElse(NO_POLICY), e);
        }
    }

    /** The bound that a limit breaks, without what was sent. */
    private static Optional<String> bound(IllegalArgumentException e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .map(cause -> BOUND.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::matches)
                .map(said -> said.group(1))
                .findFirst();
    }

    /** The policy that was put in force last, up to a position; the peer's where none was. */
    Policy inForce(long to) {
        return onRecord.inForce(to)
                .map(envelope -> ((PolicyChanged) envelope.event()).policy())
                .orElseGet(Policy::kratos);
    }

    /** What a policy says, as it stands in the log. */
    JsonNode content(Policy policy) {
        return codec.content(policy);
    }
}
