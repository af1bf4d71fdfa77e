package io.retrace.query.replay;

import io.retrace.model.event.SessionId;
import io.retrace.model.identity.Identity;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.session.Session;
import io.retrace.model.settings.Settings;

/** The state of every lifecycle at one moment of a story. */
interface Lifecycles {

    Recovery recovery(String stream);

    Identity identity(String stream);

    Settings settings(String stream);

    Session session(String stream);

    default Session session(SessionId id) {
        return session(id.stream());
    }
}
