package io.retrace.model.settings;

import io.retrace.model.event.Notice;
import io.retrace.model.event.SettingsId;
import java.time.Instant;
import java.util.List;

/** What a settings flow replies to what is submitted to it (spec section 9.5). */
public sealed interface SettingsReply {

    record NotFound() implements SettingsReply {}

    /** The flow takes no more; another one is open. */
    record Expired(SettingsId replacement, Instant expiredAt) implements SettingsReply {}

    record AnotherIdentity() implements SettingsReply {}

    record SessionTooOld() implements SettingsReply {}

    /** A recovery opened the session, and such a one may only set a credential here. */
    record CredentialsOnly() implements SettingsReply {}

    record Refused(List<Notice> notices) implements SettingsReply {
        public Refused {
            notices = List.copyOf(notices);
        }
    }

    /** The person has changed since the command was made; it is to be made again. Nothing is remembered. */
    record Outdated() implements SettingsReply {}

    record Saved() implements SettingsReply {}
}
