package io.retrace.query.replay;

import io.retrace.model.event.SessionId;
import io.retrace.model.identity.Identity;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.session.Session;
import io.retrace.model.settings.Settings;

/** The state of every lifecycle at one moment of a story. */
interface Lifecycles {

    <S> S state(Lifecycle<?, S> lifecycle, String stream);

    default Recovery recovery(String stream) {
        return state(Lifecycle.RECOVERY, stream);
    }

    default Identity identity(String stream) {
        return state(Lifecycle.IDENTITY, stream);
    }

    default Settings settings(String stream) {
        return state(Lifecycle.SETTINGS, stream);
    }

    default Session session(String stream) {
        return state(Lifecycle.SESSION, stream);
    }

    default Session session(SessionId id) {
        return session(id.stream());
    }
}
