package cto.registry.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import cto.registry.log.LogProperties;
import cto.registry.record.AdmittedRepositoriesProperties;
import cto.registry.record.ApproversProperties;
import cto.registry.recording.IntakeProperties;
import cto.registry.startup.SecretFile;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * The configuration, from where the service has it, read when a command first needs it.
 */
final class Settings {

	private final List<String> arguments;

	private @Nullable ConfigurableEnvironment environment;

	/**
	 * Takes the settings of the command line, which count most.
	 * @param arguments such as {@code --registry.data-dir=DIR}
	 */
	Settings(List<String> arguments) {
		this.arguments = arguments;
	}

	/** Where the embedded database and the key of the log are. */
	Path dataDirectory() {
		String directory = get("registry.data-dir", SecretFile.DEFAULT_DIRECTORY);
		if (directory.isBlank()) {
			throw new CommandFailedException("registry.data-dir (REGISTRY_DATA_DIR) is blank; write a path such as "
					+ SecretFile.DEFAULT_DIRECTORY + ".");
		}
		return Path.of(directory);
	}

	int embeddedPort() {
		Integer port = binder().bind("registry.embedded.port", Bindable.of(Integer.class)).orElse(null);
		return (port != null) ? port : 0;
	}

	LogProperties log() {
		return binder().bindOrCreate("registry.log", LogProperties.class);
	}

	IntakeProperties intake() {
		return binder().bindOrCreate("registry.intake", IntakeProperties.class);
	}

	Set<String> admittedRepositories() {
		return validated(AdmittedRepositoriesProperties.class).names();
	}

	Set<String> approvers() {
		return validated(ApproversProperties.class).names();
	}

	/** A property with its placeholders resolved; blank counts as it stands. */
	String get(String name, String otherwise) {
		return environment().getProperty(name, otherwise);
	}

	/** What an explanation may quote from; empty before anything was read. */
	Environment environmentOrEmpty() {
		return (this.environment != null) ? this.environment : new StandardEnvironment();
	}

	private <T> T validated(Class<T> properties) {
		try (ValidatorFactory validation = Validation.buildDefaultValidatorFactory()) {
			return binder().bindOrCreate("registry", Bindable.of(properties),
					new ValidationBindHandler(new SpringValidatorAdapter(validation.getValidator())));
		}
	}

	private Binder binder() {
		return Binder.get(environment());
	}

	private ConfigurableEnvironment environment() {
		ConfigurableEnvironment read = this.environment;
		if (read == null) {
			read = read();
			this.environment = read;
		}
		return read;
	}

	private ConfigurableEnvironment read() {
		ConfigurableEnvironment made = new StandardEnvironment();
		made.getPropertySources().addFirst(new SimpleCommandLinePropertySource(this.arguments.toArray(String[]::new)));
		new SpringApplicationJsonEnvironmentPostProcessor().postProcessEnvironment(made, new SpringApplication());
		ConfigDataEnvironmentPostProcessor.applyTo(made);
		// so that REGISTRY_DATA_DIR is found as registry.data-dir
		ConfigurationPropertySources.attach(made);
		return made;
	}

}
