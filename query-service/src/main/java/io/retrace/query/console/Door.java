package io.retrace.query.console;

import io.retrace.model.event.OperationEvent.Role;
import io.retrace.wire.access.Caller;
import io.retrace.wire.access.PageForStrangers;
import io.retrace.wire.access.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;

/** What a person in a browser sees who may not see the console, or not that page. */
final class Door implements PageForStrangers {

    private final Links links;
    private final Frames frames;
    private final Notices notices;

    Door(Links links, Frames frames, Notices notices) {
        this.links = links;
        this.frames = frames;
        this.notices = notices;
    }

    @Override
    public ResponseEntity<byte[]> signIn(HttpServletRequest request) {
        return Pages.seeOther(links.to("/login") + "?" + WayBack.PARAMETER + "=" + Links.encoded(wanted(request)));
    }

    /** The page; of a form that was sent the beginning, since it cannot be sent again. */
    private String wanted(HttpServletRequest request) {
        var path = links.root() + request.getServletPath().substring(SignIn.CONSOLE.length());
        var query = Optional.ofNullable(request.getQueryString()).map(text -> "?" + text);
        return request.getMethod().equals("GET") ? path + query.orElse("") : links.root();
    }

    @Override
    public ResponseEntity<byte[]> roleMissing(HttpServletRequest request, Caller caller, Set<Role> needed) {
        return notices.forbidden(
                frames.of(request, "", Optional.of(caller)),
                "This page needs the role " + words(needed, " or ") + "; you have " + words(caller.roles(), " and ")
                        + ".",
                "Whoever runs Retrace gives roles: docs/operations.md. That you were turned away is on record.");
    }

    private static String words(Set<Role> roles, String between) {
        return roles.stream()
                .sorted()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(between));
    }
}
