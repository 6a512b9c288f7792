package cto.registry;

import java.util.List;

import cto.registry.cli.Commands;
import cto.registry.startup.ProcessDefaults;
import cto.registry.startup.UnreadableText;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The start of the service, and of the commands.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RequestRegistry {

	/**
	 * Starts the service, or runs a command and ends with its exit code.
	 * @param args Spring Boot arguments, such as {@code --server.port=8081}, or a command
	 * and its own
	 */
	public static void main(String[] args) {
		ProcessDefaults.set();
		String unreadable = UnreadableText.find(List.of(args), System.getenv(), System.getProperty("user.dir"));
		if (unreadable != null) {
			Commands.refuse(unreadable);
			System.exit(Commands.areMeantBy(args) ? Commands.COULD_NOT_RUN : 1);
		}
		if (Commands.areMeantBy(args)) {
			System.exit(Commands.runAsProcess(args));
		}
		SpringApplication.run(RequestRegistry.class, Commands.serviceArguments(args));
	}

}
