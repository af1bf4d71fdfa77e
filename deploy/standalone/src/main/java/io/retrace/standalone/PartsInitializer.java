package io.retrace.standalone;

import io.retrace.wire.settings.RetraceSettings;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts what the services need before any of them is built, tells them where it is, and stops it after the last of
 * them.
 */
final class PartsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private final Map<String, Object> configuration;
    private final Consumer<ConfigurableApplicationContext> first;

    /**
     * What to start with.
     *
     * @param configuration keys that override the files and the environment
     * @param first what is done before any part is started
     */
    PartsInitializer(Map<String, Object> configuration, Consumer<ConfigurableApplicationContext> first) {
        this.configuration = Map.copyOf(configuration);
        this.first = first;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", configuration));
        first.accept(context);
        var settings = Binder.get(environment).bindOrCreate("retrace", RetraceSettings.class);
        var parts = Parts.start(settings, environment::containsProperty);
        environment.getPropertySources().addFirst(new MapPropertySource("parts", parts.addresses()));
        var beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
        beans.registerSingleton("parts", parts);
        beans.registerDisposableBean("parts", parts::close);
    }
}
