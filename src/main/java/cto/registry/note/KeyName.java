package cto.registry.note;

import cto.registry.text.Excerpt;

/**
 * The rule for names of keys: C2SP signed-note, section Format.
 */
final class KeyName {

	private KeyName() {
	}

	static String checked(String name) {
		if (!isValid(name)) {
			throw new IllegalArgumentException(
					"The name of a key is not empty and has no space, plus or control character, such as example.com/log;"
							+ " not " + Excerpt.quoted(name));
		}
		return name;
	}

	static boolean isValid(String name) {
		return !name.isEmpty() && name.codePoints().allMatch(KeyName::isValid);
	}

	private static boolean isValid(int c) {
		return c != '+' && !Character.isWhitespace(c) && !Character.isSpaceChar(c) && !Character.isISOControl(c)
				&& Character.getType(c) != Character.SURROGATE;
	}

}
