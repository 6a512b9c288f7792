package cto.registry.web.server;

import org.apache.coyote.ProtocolHandler;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Holds every connection to the limits.
 */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowClients(HttpLimits limits) {
		return (tomcat) -> {
			tomcat.setProtocol(TimedProtocol.class.getName());
			tomcat.addConnectorCustomizers((connector) -> {
				ProtocolHandler protocol = connector.getProtocolHandler();
				if (protocol instanceof TimedProtocol http) {
					http.limit(limits);
				}
			});
			tomcat.addEngineValves(new UnreadBodyValve(limits.bodyTimeout()));
		};
	}

}
