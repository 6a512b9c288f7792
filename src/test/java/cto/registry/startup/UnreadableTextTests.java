package cto.registry.startup;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Text that the JVM could not read is found before anything is done with it.
 */
class UnreadableTextTests {

	private static final Map<String, String> NONE = Map.of();

	@Test
	void isShownWithWhatToDo() {
		assertThat(UnreadableText.find(List.of("freeze", "Umzug f\ufffd\ufffdr"), NONE, "/srv"))
			.startsWith("The argument 'Umzug f??r' could not be read: ")
			.contains(System.getProperty("sun.jnu.encoding"), "LC_ALL=C.UTF-8");
		assertThat(UnreadableText.find(List.of(), NONE, "/srv/d\ufffdt\ufffd"))
			.startsWith("The working directory '/srv/d?t?' could not be read: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "REGISTRY_DATA_DIR", "SPRING_DATASOURCE_PASSWORD", "server_port", "HERMES_HOME" })
	void isFoundInASettingWhoseValueIsNotShown(String name) {
		assertThat(UnreadableText.find(List.of("--spring.datasource.password=geh\ufffdim"), NONE, "/"))
			.startsWith("The argument '--spring.datasource.password' could not be read: ");
		assertThat(UnreadableText.find(List.of(), Map.of(name, "geh\ufffdim"), "/"))
			.startsWith("The environment variable " + name + " could not be read: ");
	}

	@Test
	void isNoConcernInAVariableThatIsNoSetting() {
		assertThat(
				UnreadableText.find(List.of("check", "pr\u00fcfung.json"), Map.of("PS1", "\ufffd"), "/d\u00e4t\u00e4"))
			.isNull();
	}

}
