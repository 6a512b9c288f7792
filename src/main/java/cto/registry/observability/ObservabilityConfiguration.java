package cto.registry.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.coyote.AbstractProtocol;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Puts what sees every request around all that answers it.
 */
@Configuration(proxyBeanMethods = false)
class ObservabilityConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> requestIds() {
		return (tomcat) -> tomcat
			.addContextCustomizers((context) -> context.getPipeline().addValve(new RequestIdValve()));
	}

	/** Where observations are on, for the sake of traces, they time the requests. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE + 1)
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> requestTimes(MeterRegistry meters,
			Environment environment) {
		if (TracingOnDemand.isWanted(environment)) {
			return (tomcat) -> {
			};
		}
		RequestTimes times = new RequestTimes(meters);
		return (tomcat) -> tomcat
			.addContextCustomizers((context) -> context.getPipeline().addValve(new RequestTimesValve(times)));
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections(MeterRegistry meters) {
		return (tomcat) -> tomcat.addConnectorCustomizers((connector) -> {
			if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
				Gauge.builder("registry.http.connections", protocol, AbstractProtocol::getConnectionCount)
					.description("Connections that are open, those of streams and idle ones included")
					.register(meters);
				Gauge.builder("registry.http.connections.limit", protocol, AbstractProtocol::getMaxConnections)
					.description("Connections that may be open")
					.register(meters);
			}
		});
	}

}
