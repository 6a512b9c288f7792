package cto.registry.tour;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of the tour.
 *
 * @param line where it begins in the README, from 1
 * @param script the lines of its {@code sh} block
 * @param shown the lines of the {@code text} block that belongs to it, empty where none
 * does
 */
record Step(int line, String script, String shown) {

	private static final String SECTION = "^## %s\n(.*?)^## ";

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```\n", Pattern.DOTALL | Pattern.MULTILINE);

	/**
	 * Reads the steps of a section.
	 * @param readme the whole README
	 * @param title the section's heading
	 * @throws IllegalArgumentException when it has no such section, or the section has a
	 * block that belongs to no step
	 */
	static List<Step> of(String readme, String title) {
		Matcher section = Pattern.compile(SECTION.formatted(Pattern.quote(title)), Pattern.DOTALL | Pattern.MULTILINE)
			.matcher(readme);
		if (!section.find()) {
			throw new IllegalArgumentException(
					"README.md has no section '## %s' with another after it".formatted(title));
		}
		List<Step> steps = new ArrayList<>();
		Matcher block = BLOCK.matcher(readme).region(section.start(1), section.end(1));
		boolean open = false;
		while (block.find()) {
			int line = (int) readme.substring(0, block.start()).lines().count() + 1;
			if (block.group(1).equals("sh")) {
				steps.add(new Step(line, block.group(2), ""));
				open = true;
			}
			else if (block.group(1).equals("text") && open) {
				Step last = steps.remove(steps.size() - 1);
				steps.add(new Step(last.line(), last.script(), block.group(2).stripTrailing()));
				open = false;
			}
			else {
				throw new IllegalArgumentException("README.md line " + line
						+ " begins a block that is neither a step (sh) nor what the step before it shows (text)");
			}
		}
		return steps;
	}

	boolean needs(String tool) {
		return Pattern.compile("\\b" + tool + "\\b").matcher(this.script).find();
	}

	/**
	 * Says what the README would have to show. A line that {@code …} covers stays as it
	 * is written there, so that the difference between the two is what is wrong.
	 * @param printed what the step printed
	 */
	String asShown(String printed) {
		List<String> written = this.shown.lines().toList();
		List<String> lines = new ArrayList<>();
		for (String line : printed.stripTrailing().lines().map(String::stripTrailing).toList()) {
			int at = lines.size();
			boolean covered = at < written.size() && covers(written.get(at), line);
			lines.add(covered ? written.get(at) : line);
		}
		return String.join("\n", lines);
	}

	private static boolean covers(String written, String line) {
		String[] parts = written.split("…", -1);
		StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
		for (int i = 1; i < parts.length; i++) {
			pattern.append(".+").append(Pattern.quote(parts[i]));
		}
		return line.matches(pattern.toString());
	}

}
