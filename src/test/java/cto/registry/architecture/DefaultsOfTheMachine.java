package cto.registry.architecture;

import java.lang.reflect.Executable;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.properties.HasName;

/**
 * Which methods and constructors of the JDK answer differently on another machine.
 */
final class DefaultsOfTheMachine {

	/** Depend on a default, and have no sibling that is told instead. */
	private static final Set<String> WITHOUT_SIBLING = Set.of(name(String.class, "formatted"),
			name(MessageFormat.class, "format"), name(DecimalFormat.class, "<init>"), name(Scanner.class, "<init>"),
			name(Locale.class, "getDefault"), name(Charset.class, "defaultCharset"),
			name(ZoneId.class, "systemDefault"), name(TimeZone.class, "getDefault"));

	private DefaultsOfTheMachine() {
	}

	/**
	 * Tells whether a method or constructor depends on the default locale or character
	 * set: it is known to, or it has a sibling that takes one as a further parameter.
	 */
	static boolean areUsedBy(AccessTarget target) {
		String owner = target.getOwner().getName();
		// Files reads and writes UTF-8 unless it is told otherwise.
		if (!owner.startsWith("java.") || owner.equals(Files.class.getName())) {
			return false;
		}
		return WITHOUT_SIBLING.contains(owner + "." + target.getName())
				|| (target instanceof CodeUnitAccessTarget called && hasSibling(owner, called));
	}

	private static boolean hasSibling(String owner, CodeUnitAccessTarget called) {
		List<String> parameters = called.getRawParameterTypes().stream().map(HasName::getName).toList();
		return executables(owner, called.getName())
			.map((other) -> Arrays.stream(other.getParameterTypes()).map(Class::getName).toList())
			.anyMatch((other) -> Stream.of(Locale.class.getName(), Charset.class.getName())
				.anyMatch((told) -> other.equals(with(parameters, 0, told))
						|| other.equals(with(parameters, parameters.size(), told))));
	}

	private static Stream<? extends Executable> executables(String owner, String name) {
		try {
			Class<?> type = Class.forName(owner);
			return name.equals("<init>") ? Arrays.stream(type.getConstructors())
					: Arrays.stream(type.getMethods()).filter((method) -> method.getName().equals(name));
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> with(List<String> parameters, int index, String further) {
		List<String> more = new ArrayList<>(parameters);
		more.add(index, further);
		return more;
	}

	private static String name(Class<?> owner, String member) {
		return owner.getName() + "." + member;
	}

}
