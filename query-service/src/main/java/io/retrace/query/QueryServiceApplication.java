package io.retrace.query;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/** Runs the service that remembers, alone. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(QueryServiceConfiguration.class)
public class QueryServiceApplication {

    /** Starts the service; it runs until it is told to stop. */
    public static void main(String[] arguments) {
        SpringApplication.run(QueryServiceApplication.class, arguments);
    }
}
