package io.retrace.standalone;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;

/** Why it did not start, in words that name the key or the port. */
final class StartFailure {

    private StartFailure() {}

    static String words(Throwable failure) {
        var chain = chain(failure);
        for (var cause : chain) {
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return "unknown configuration key "
                        + unknown.getUnboundProperties().iterator().next().getName();
            }
        }
        for (var cause : chain) {
            if (cause instanceof BindException bind) {
                return "configuration key " + bind.getName() + ": "
                        + chain.getLast().getMessage();
            }
        }
        return String.valueOf(chain.getLast().getMessage());
    }

    private static List<Throwable> chain(Throwable failure) {
        var chain = new ArrayList<Throwable>();
        for (var cause = failure; cause != null && chain.size() < 20; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
