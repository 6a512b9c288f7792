package cto.registry.packet;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import cto.registry.text.Excerpt;

/**
 * What is wrong with a path, by kind of rule. {@link DisplayTextRules} checks its
 * characters and their normal form, which depend on the version of Unicode.
 */
final class PathRules {

	private static final Pattern DRIVE_LETTER = Pattern.compile("[A-Za-z]:");

	private final Map<ViolationCode, String> broken = new EnumMap<>(ViolationCode.class);

	private final String path;

	private PathRules(String path) {
		this.path = path;
	}

	/** The rules that a path or pattern of paths breaks, each with what to say of it. */
	static Map<ViolationCode, String> brokenBy(String path) {
		PathRules rules = new PathRules(path);
		if (!path.isEmpty()) {
			rules.validate();
		}
		return rules.broken;
	}

	/** As {@link #brokenBy}, for one directory: no pattern. */
	static Map<ViolationCode, String> brokenByDirectory(String path) {
		Map<ViolationCode, String> broken = brokenBy(path);
		if (path.indexOf('*') >= 0) {
			broken.putIfAbsent(ViolationCode.PATH_INVALID, Excerpt.quoted(path) + " has a *; one directory is needed");
		}
		return broken;
	}

	private void validate() {
		List<String> segments = segments(this.path);
		if (this.path.equals("/") || segments.stream().allMatch(PathRules::namesNothing)) {
			add(ViolationCode.PATH_TOO_BROAD, "covers the whole repository; name what is needed of it");
			return;
		}
		if (this.path.startsWith("/")) {
			add(ViolationCode.PATH_NOT_RELATIVE, "is absolute; a path begins inside the repository");
		}
		if (this.path.startsWith("~")) {
			add(ViolationCode.PATH_NOT_RELATIVE, "begins in a home directory; a path begins inside the repository");
		}
		if (this.path.startsWith(":")) {
			add(ViolationCode.PATH_INVALID, "begins with a colon, which Git takes for pathspec magic");
		}
		if (DRIVE_LETTER.matcher(this.path).lookingAt()) {
			add(ViolationCode.PATH_NOT_RELATIVE, "begins with a drive letter; a path begins inside the repository");
		}
		if (this.path.indexOf('\\') >= 0) {
			add(ViolationCode.PATH_INVALID, "has a backslash; segments are parted by /");
		}
		segments.subList(this.path.startsWith("/") ? 1 : 0, segments.size()).forEach(this::judgeSegment);
	}

	private static List<String> segments(String path) {
		String open = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
		return List.of(open.split("/", -1));
	}

	private static boolean namesNothing(String segment) {
		return segment.equals("*") || segment.equals("**") || segment.equals(".");
	}

	private void judgeSegment(String segment) {
		if (segment.equals("..")) {
			add(ViolationCode.PATH_ESCAPES_REPOSITORY, "leaves the repository; the segment .. is not allowed");
		}
		else if (segment.isEmpty()) {
			add(ViolationCode.PATH_INVALID, "has an empty segment; one / parts two segments");
		}
		else if (isBlank(segment)) {
			add(ViolationCode.PATH_INVALID, "has a segment of blanks; name it, or leave it out");
		}
		else if (segment.equals(".")) {
			add(ViolationCode.PATH_INVALID, "has the segment '.', which names nothing; leave it out");
		}
		else if (segment.contains("**") && !segment.equals("**")) {
			add(ViolationCode.PATH_INVALID, "has ** beside other characters; ** is a segment of its own");
		}
		else if (GitDirectory.isNamedBy(segment)) {
			add(ViolationCode.PATH_INVALID, "reaches into the .git directory");
		}
	}

	/** Empty, or of spaces alone. */
	static boolean isBlank(String segment) {
		return segment.chars().allMatch((c) -> c == ' ');
	}

	private void add(ViolationCode code, String reason) {
		this.broken.computeIfAbsent(code, (unsaid) -> Excerpt.quoted(this.path) + " " + reason);
	}

}
