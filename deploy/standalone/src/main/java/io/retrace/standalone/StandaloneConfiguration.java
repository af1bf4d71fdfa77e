package io.retrace.standalone;

import io.retrace.command.CommandServiceConfiguration;
import io.retrace.courier.CourierServiceConfiguration;
import io.retrace.query.QueryServiceConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/** The three services in one context, on one web server with two ports. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({CommandServiceConfiguration.class, QueryServiceConfiguration.class, CourierServiceConfiguration.class})
class StandaloneConfiguration {}
