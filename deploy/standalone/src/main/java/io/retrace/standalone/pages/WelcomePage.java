package io.retrace.standalone.pages;

import java.util.Optional;

/**
 * The page to begin with.
 *
 * @param recovery where a recovery begins
 * @param admin where an operator makes accounts
 */
record WelcomePage(Frame frame, Optional<Visitor> visitor, String recovery, String admin) {

    /**
     * Who is signed in.
     *
     * @param name an address, or whatever there is
     * @param settings where to choose a new password
     * @param signOut where to leave
     */
    record Visitor(String name, String since, String until, String settings, String signOut) {}
}
