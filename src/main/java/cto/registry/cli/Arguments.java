package cto.registry.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What stands on the command line: one word for what to do, settings as the service takes
 * them, and the options of a command.
 *
 * @param word the first argument that is no option, or null where there is none
 * @param rest all arguments but the word, in order
 */
record Arguments(@Nullable String word, List<String> rest) {

	private static final Set<String> HELP = Set.of("--help", "-h", "--version", "-V");

	/** No option of a command has a dot in it. */
	private static final Pattern SETTING = Pattern.compile("--(registry|spring)\\.[^=]+=.*", Pattern.DOTALL);

	private static final String END_OF_OPTIONS = "--";

	static Arguments of(String... args) {
		List<String> rest = new ArrayList<>(Arrays.asList(args));
		for (int i = 0; i < args.length && !HELP.contains(args[i]); i++) {
			if (!args[i].startsWith("-")) {
				rest.remove(i);
				return new Arguments(args[i], rest);
			}
		}
		return new Arguments(null, rest);
	}

	boolean askForHelp() {
		return this.rest.stream().anyMatch(HELP::contains);
	}

	/**
	 * What the service would be told with: {@code --registry.…=} and {@code --spring.…=}.
	 */
	List<String> settings() {
		return options().stream().filter((argument) -> SETTING.matcher(argument).matches()).toList();
	}

	/** The word and everything that is no setting. */
	String[] command() {
		List<String> command = new ArrayList<>();
		if (this.word != null) {
			command.add(this.word);
		}
		options().stream().filter((argument) -> !SETTING.matcher(argument).matches()).forEach(command::add);
		command.addAll(this.rest.subList(options().size(), this.rest.size()));
		return command.toArray(String[]::new);
	}

	private List<String> options() {
		int end = this.rest.indexOf(END_OF_OPTIONS);
		return this.rest.subList(0, (end < 0) ? this.rest.size() : end);
	}

}
