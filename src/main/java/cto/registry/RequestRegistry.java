package cto.registry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The start of the service.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RequestRegistry {

	/**
	 * Starts the service.
	 * @param args Spring Boot arguments, such as {@code --server.port=8081}
	 */
	public static void main(String[] args) {
		SpringApplication.run(RequestRegistry.class, args);
	}

}
