package io.retrace.command.axon;

import io.retrace.log.Append.Claim;
import io.retrace.model.event.Origin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.messaging.MetaData;

/**
 * What goes with a command and stands, in the end, beside its events: where it came from, and which addresses change
 * hands. It rides in Axon's metadata, so that log and claims have one source.
 *
 * @param stream the lifecycle that the command is for
 */
record CommandContext(String stream, Origin origin, List<Claim> claims) {

    private static final String KEY = "context";

    CommandContext {
        claims = List.copyOf(claims);
    }

    static CommandContext of(MetaData metaData) {
        return (CommandContext) Objects.requireNonNull(metaData.get(KEY), "a command without its context");
    }

    Map<String, Object> metaData() {
        return Map.of(KEY, this);
    }
}
