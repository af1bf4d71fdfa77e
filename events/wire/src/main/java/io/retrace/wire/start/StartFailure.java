package io.retrace.wire.start;

import io.retrace.wire.settings.KratosKeys;
import io.retrace.wire.settings.OutOfRangeException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.BeansException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.context.ApplicationContextException;

/** Why it did not start, in words that name the key, the port, the file or the schema. */
public final class StartFailure {

    private StartFailure() {}

    /** Whether the words alone tell what to change; a stack trace would only hide them. */
    public static boolean explainsItself(Throwable failure) {
        return chain(failure).stream()
                .anyMatch(cause -> cause instanceof IllegalStateException
                        || cause instanceof OutOfRangeException
                        || cause instanceof BindException
                        || cause instanceof UnboundConfigurationPropertiesException);
    }

    /** One sentence, without Spring's frame around it. */
    public static String words(Throwable failure) {
        var chain = chain(failure);
        for (var cause : chain) {
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                var key = unknown.getUnboundProperties().iterator().next().getName();
                return "unknown configuration key " + key
                        + KratosKeys.whyAbsent(key.toString())
                                .map(why -> ": " + why)
                                .orElse("");
            }
        }
        for (var cause : chain) {
            if (cause instanceof OutOfRangeException outOfRange) {
                return String.valueOf(outOfRange.getMessage());
            }
        }
        for (var cause : chain) {
            if (cause instanceof BindException bind) {
                return "configuration key " + bind.getName() + ": "
                        + chain.getLast().getMessage();
            }
        }
        return chain.stream()
                .filter(cause -> !isFrame(cause))
                .findFirst()
                .map(cause -> String.valueOf(cause.getMessage()))
                .orElseGet(() -> String.valueOf(chain.getLast().getMessage()));
    }

    /** The web server's, too, where it is a filter of ours that could not be made. */
    private static boolean isFrame(Throwable cause) {
        return cause instanceof BeansException
                || cause instanceof ApplicationContextException
                || (cause instanceof WebServerException && cause.getCause() instanceof BeansException);
    }

    private static List<Throwable> chain(Throwable failure) {
        var chain = new ArrayList<Throwable>();
        for (var cause = failure; cause != null && chain.size() < 20; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
