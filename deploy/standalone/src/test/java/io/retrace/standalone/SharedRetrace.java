package io.retrace.standalone;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test classes one whole Retrace between them, with the configuration of {@code make run}; JUnit closes it. */
@NullMarked
public final class SharedRetrace implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedRetrace.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == StandaloneFixture.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        StandaloneFixture.class, _ -> StandaloneFixture.start(Map.of()), StandaloneFixture.class);
    }
}
