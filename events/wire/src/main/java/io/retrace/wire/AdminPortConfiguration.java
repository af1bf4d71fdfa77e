package io.retrace.wire;

import io.retrace.wire.settings.RetraceSettings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A web server on the admin port alone, for a service that no client calls. */
@Configuration(proxyBeanMethods = false)
@Import(OperationsConfiguration.class)
public class AdminPortConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> onePort(RetraceSettings settings) {
        var admin = settings.serve().admin();
        return factory -> {
            factory.setProtocol(Ports.PROTOCOL);
            factory.addConnectorCustomizers(
                    connector -> Ports.listen(connector, admin.host(), admin.port(), settings.http()));
            factory.setDisableMBeanRegistry(true);
        };
    }
}
