package cto.registry.startup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Text that a process was started with and that is not in the character set of its
 * locale, such as any umlaut under POSIX. The JVM has U+FFFD in its place. What was there
 * is lost, so it may neither be stored nor name a file.
 */
public final class UnreadableText {

	static final String REMEDY = "Run it with LC_ALL=C.UTF-8, or in another UTF-8 locale.";

	private static final char REPLACEMENT = '\uFFFD';

	private static final Pattern SETTING = Pattern.compile("(REGISTRY|SPRING|SERVER|MANAGEMENT|LOGGING|HERMES)_.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private UnreadableText() {
	}

	/**
	 * Finds the first text that could not be read.
	 * @param arguments of the command line
	 * @param variables of the environment, of which only settings are looked at
	 * @param directory the working directory
	 * @return what it is and what to do, in sentences, or null if there is none. Of a
	 * setting only the name is shown, as the value may be a password.
	 */
	public static @Nullable String find(List<String> arguments, Map<String, String> variables, String directory) {
		for (String argument : arguments) {
			if (isIn(argument)) {
				int value = argument.startsWith("-") ? argument.indexOf('=') : -1;
				return sentence("argument '" + ((value < 0) ? argument : argument.substring(0, value)) + "'");
			}
		}
		for (Map.Entry<String, String> variable : new TreeMap<>(variables).entrySet()) {
			if (SETTING.matcher(variable.getKey()).matches() && isIn(variable.getValue())) {
				return sentence("environment variable " + variable.getKey());
			}
		}
		return isIn(directory) ? sentence("working directory '" + directory + "'") : null;
	}

	private static boolean isIn(String text) {
		return text.indexOf(REPLACEMENT) >= 0;
	}

	private static String sentence(String what) {
		return "The " + what.replace(REPLACEMENT, '?') + " could not be read: it has characters that are not in "
				+ charset() + ", the character set of the locale. " + REMEDY;
	}

	/** In which the JVM takes arguments and paths from the operating system. */
	static String charset() {
		return System.getProperty("sun.jnu.encoding", "its character set");
	}

}
