package io.retrace.model.settings;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.policy.Policy;
import io.retrace.model.settings.Settings.Open;
import io.retrace.model.settings.Settings.Unknown;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What is asked of every submit before what it wants: whether there is such a flow, in time, of whoever is signed in
 * (spec section 9.5).
 *
 * @param who is signed in
 * @param successor the flow to open should this one have expired
 * @param at when the request arrived
 */
record Admission(IdentityId who, Successor successor, Policy policy, Instant at) {

    /** The decision of whoever judges the rest, if it gets so far. */
    Decision<SettingsReply> to(Settings state, Function<Open, Decision<SettingsReply>> judge) {
        return switch (state) {
            case Unknown _ -> Decision.of(new SettingsReply.NotFound());
            case Open open
            when open.expiredAt(at) ->
                Decision.of(
                        new SettingsReply.Expired(successor.id(), open.expiresAt()), successor.open(open, policy, at));
            case Open open
            when !open.identityId().equals(who) ->
                refuse(open, Refusal.ANOTHER_IDENTITY, List.of(), new SettingsReply.AnotherIdentity());
            case Open open -> judge.apply(open);
        };
    }

    /** A refusal that the flow says. */
    Decision<SettingsReply> refuse(Open open, Refusal reason, List<Notice> notices) {
        return refuse(open, reason, notices, new SettingsReply.Refused(notices));
    }

    Decision<SettingsReply> refuse(Open open, Refusal reason, List<Notice> notices, SettingsReply reply) {
        return refuse(open, new SettingsRefused(open.id(), reason, notices, at), reply);
    }

    /** A refusal as it is remembered: itself, then once that no more are, then not at all. */
    Decision<SettingsReply> refuse(Open open, SettingsRefused refusal, SettingsReply reply) {
        List<Event> events = open.refusals() < policy.refusalsMax()
                ? List.of(refusal)
                : open.suppressed() ? List.of() : List.of(new SettingsRefusalsSuppressed(open.id(), at));
        return new Decision<>(events, reply);
    }
}
