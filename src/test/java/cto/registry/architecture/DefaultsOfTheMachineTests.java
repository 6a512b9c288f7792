package cto.registry.architecture;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rule sees what depends on the machine, and nothing else.
 */
class DefaultsOfTheMachineTests {

	@Test
	void areFoundWhereTheyAreUsed() {
		assertThat(used(Careless.class)).containsExactlyInAnyOrder("String.format", "String.formatted",
				"String.toLowerCase", "String.getBytes", "PrintStream.printf", "Formatter.<init>",
				"NumberFormat.getInstance", "DateTimeFormatter.ofPattern", "SimpleDateFormat.<init>", "Scanner.<init>",
				"InputStreamReader.<init>", "String.toUpperCase");
	}

	@Test
	void areNotSeenWhereTheyAreNamed() {
		assertThat(used(Careful.class)).isEmpty();
	}

	private static Set<String> used(Class<?> type) {
		JavaClass imported = new ClassFileImporter().importClass(type);
		return imported.getAccessesFromSelf()
			.stream()
			.filter((access) -> DefaultsOfTheMachine.areUsedBy(access.getTarget()))
			.map((access) -> access.getTargetOwner().getSimpleName() + "." + access.getTarget().getName())
			.collect(Collectors.toSet());
	}

	@SuppressWarnings({ "DefaultCharset", "StringCaseLocaleUsage", "unused", "SimpleDateFormatConstant" })
	static final class Careless {

		Object[] all(PrintStream out) {
			Function<String, String> upper = String::toUpperCase;
			return new Object[] { String.format("%d", 1), "%d".formatted(1), "A".toLowerCase(), "a".getBytes(),
					out.printf("%d", 1), new Formatter(), NumberFormat.getInstance(), DateTimeFormatter.ofPattern("d"),
					new SimpleDateFormat("d"), new Scanner("1"),
					new InputStreamReader(new ByteArrayInputStream(new byte[0])), upper };
		}

	}

	static final class Careful {

		Object[] all(PrintStream out) {
			return new Object[] { String.format(Locale.ROOT, "%d", 1), "A".toLowerCase(Locale.ROOT),
					"a".getBytes(UTF_8), out.printf(Locale.ROOT, "%d", 1), new Formatter(Locale.ROOT),
					NumberFormat.getInstance(Locale.ROOT), DateTimeFormatter.ofPattern("d", Locale.ROOT), "a".strip(),
					"a".split(","), String.valueOf(1) };
		}

	}

}
