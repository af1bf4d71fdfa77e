package io.retrace.standalone;

import java.net.URI;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Where journeys with Ory's SDK go: the Retrace that test classes share, or one that runs already,
 * {@code -Dsdk.public=http://127.0.0.1:4433}; then also {@code -Dsdk.admin} and {@code -Dsdk.mail}, whose defaults are
 * those of {@code make run}.
 */
@NullMarked
final class SdkEndpoints implements ParameterResolver {

    private static final String RUNNING = System.getProperty("sdk.public", "");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Endpoints.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return RUNNING.isEmpty()
                ? ((StandaloneFixture) new SharedRetrace().resolveParameter(parameter, extension)).endpoints()
                : new Endpoints(
                        URI.create(RUNNING),
                        URI.create(System.getProperty("sdk.admin", "http://127.0.0.1:4434")),
                        URI.create("http://127.0.0.1:4455"),
                        URI.create(System.getProperty("sdk.mail", "http://127.0.0.1:1080")));
    }
}
