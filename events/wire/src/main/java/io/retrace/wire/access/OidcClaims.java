package io.retrace.wire.access;

import com.nimbusds.jwt.JWTClaimsSet;
import io.retrace.model.event.OperationEvent.Role;
import io.retrace.model.event.Sha256;
import io.retrace.wire.settings.AccessSettings.Roles;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the claims of a token say of its holder. */
final class OidcClaims {

    /** No address of a person fits. */
    private static final String PLAIN_SUBJECT = "[A-Za-z0-9._:|/-]{1,128}";

    private static final int HASH_BYTES = 16;

    private final String claim;
    private final Map<Role, List<String>> names;

    /** @param claim the one that names roles; dots lead into objects */
    OidcClaims(String claim, Roles names) {
        this.claim = claim;
        this.names = Map.of(
                Role.OPERATOR, names.operator(), Role.AUDITOR, names.auditor(), Role.RESPONDER, names.responder());
    }

    Set<Role> of(JWTClaimsSet set) {
        var has = words(set.getClaims().containsKey(claim) ? set.getClaim(claim) : inside(set.getClaims()));
        return names.entrySet().stream()
                .filter(role -> role.getValue().stream().anyMatch(has::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    private @Nullable Object inside(Map<String, Object> claims) {
        Object found = claims;
        for (var name : claim.split("\\.", -1)) {
            found = found instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return found;
    }

    private static Set<String> words(@Nullable Object value) {
        return switch (value) {
            case Collection<?> items -> items.stream().map(String::valueOf).collect(Collectors.toSet());
            case String text ->
                Set.copyOf(Arrays.stream(text.split(" ", -1)).distinct().toList());
            case null, default -> Set.of();
        };
    }

    /** A subject as the log names it; one that could be an address is not written down, but tells them apart. */
    static String actor(String subject) {
        return "oidc:" + (subject.matches(PLAIN_SUBJECT) ? subject : "~" + hash(subject));
    }

    private static String hash(String subject) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(subject), HASH_BYTES));
    }
}
