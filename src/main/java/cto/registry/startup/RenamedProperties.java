package cto.registry.startup;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import cto.registry.problem.StartupRefusedException;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Properties that had another name in a build before 0.1.0. A property that is ignored
 * would leave a limit or a replica out without a word.
 */
final class RenamedProperties {

	private static final Map<String, String> NAMES = new TreeMap<>(Map.of("registry.reader.url", "registry.replica.url",
			"registry.reader.username", "registry.replica.username", "registry.reader.password",
			"registry.replica.password", "registry.stream.max-readers", "registry.stream.max-subscribers",
			"registry.stream.patience", "registry.stream.write-timeout", "registry.stream.buffer",
			"registry.stream.max-lag", "registry.stream.poll", "registry.stream.poll-interval"));

	private RenamedProperties() {
	}

	/**
	 * Refuses a configuration that has an old name.
	 * @throws StartupRefusedException if it has one
	 */
	static void refuse(Environment environment) {
		Binder binder = Binder.get(environment);
		NAMES.forEach((old, name) -> {
			if (binder.bind(old, Bindable.of(String.class)).isBound()) {
				throw new StartupRefusedException(
						String.format(Locale.ROOT, "The property %s is called %s.", old, name),
						String.format(Locale.ROOT,
								"Rename it in the configuration. As an environment variable it is %s.",
								name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "")));
			}
		});
	}

}
