package cto.registry.note;

/**
 * Text of somebody else as it may stand in a sentence: short, and printable ASCII only.
 */
final class Quoted {

	private static final int MAX_LENGTH = 80;

	private Quoted() {
	}

	static String of(String text) {
		String start = text.substring(0, Math.min(text.length(), MAX_LENGTH)).replaceAll("[^ -~]", "?");
		return "'" + start + ((text.length() > MAX_LENGTH) ? "…'" : "'");
	}

}
