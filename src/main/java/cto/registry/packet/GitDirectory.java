package cto.registry.packet;

import java.util.Locale;

/**
 * The spellings of a path segment that some file system takes for {@code .git}: those
 * that git itself refuses in a tree (its {@code core.protectNTFS} and
 * {@code core.protectHFS}), and patterns written for it.
 */
final class GitDirectory {

	private static final String NAME = ".git";

	private GitDirectory() {
	}

	static boolean isNamedBy(String segment) {
		String name = withoutStreamAndTail(segment).toLowerCase(Locale.ROOT);
		return name.equals(NAME) || name.equals("git~1") || isPatternFor(name);
	}

	/**
	 * NTFS drops trailing spaces and dots, and takes what follows a colon for a stream.
	 */
	private static String withoutStreamAndTail(String segment) {
		int colon = segment.indexOf(':');
		int end = (colon >= 0) ? colon : segment.length();
		while (end > 0 && (segment.charAt(end - 1) == ' ' || segment.charAt(end - 1) == '.')) {
			end--;
		}
		return segment.substring(0, end);
	}

	/**
	 * A pattern that names a part of {@code .git} and matches it, such as {@code .gi*};
	 * one that begins with {@code *} is about everything, and not about this.
	 */
	private static boolean isPatternFor(String name) {
		int star = name.indexOf('*');
		return star > 0 && matches(name, 0, 0);
	}

	private static boolean matches(String pattern, int p, int n) {
		if (n > NAME.length()) {
			return false;
		}
		if (p == pattern.length()) {
			return n == NAME.length();
		}
		if (pattern.charAt(p) == '*') {
			return matches(pattern, p + 1, n) || matches(pattern, p, n + 1);
		}
		return n < NAME.length() && pattern.charAt(p) == NAME.charAt(n) && matches(pattern, p + 1, n + 1);
	}

}
