package io.retrace.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/** Runs the service that decides, alone. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(CommandServiceConfiguration.class)
public class CommandServiceApplication {

    /** Starts the service; it runs until it is told to stop. */
    public static void main(String[] arguments) {
        SpringApplication.run(CommandServiceApplication.class, arguments);
    }
}
