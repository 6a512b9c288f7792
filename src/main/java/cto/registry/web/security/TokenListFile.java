package cto.registry.web.security;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import cto.registry.problem.StartupRefusedException;
import cto.registry.startup.SecretFile;
import cto.registry.text.Excerpt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens in a file that is read again while the service runs: a line each, with name,
 * SHA-256 and roles. A file that cannot be used changes nothing.
 */
final class TokenListFile {

	/** So long a token may go on working after its line is gone. */
	static final Duration INTERVAL = Duration.ofMillis(500);

	private static final Logger LOG = LoggerFactory.getLogger(TokenListFile.class);

	private static final int LIMIT = 1024 * 1024;

	private final SecretFile file;

	private final Set<String> taken;

	private final LongSupplier nanoTime;

	private final AtomicLong next;

	private volatile State state;

	/**
	 * Reads it for the first time.
	 * @param file where it is
	 * @param others the tokens that are configured elsewhere
	 * @param nanoTime as of {@link System#nanoTime()}
	 * @throws StartupRefusedException when it cannot be used
	 */
	TokenListFile(SecretFile file, List<SecurityProperties.Token> others, LongSupplier nanoTime) {
		this.file = file;
		this.taken = new HashSet<>(others.stream().map(SecurityProperties.Token::sha256).toList());
		this.nanoTime = nanoTime;
		this.next = new AtomicLong(nanoTime.getAsLong() + INTERVAL.toNanos());
		try {
			String content = file.read(LIMIT);
			this.state = new State(content, tokens(content), "");
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new StartupRefusedException("registry.security.tokens-file cannot be used: " + ex.getMessage() + ".",
					"Write a line for each token: its name, its SHA-256, and submit, read or submit,read.", ex);
		}
	}

	/**
	 * The tokens of the last content that could be used.
	 * @return the same list until there are others
	 */
	List<SecurityProperties.Token> tokens() {
		long due = this.next.get();
		long now = this.nanoTime.getAsLong();
		if (now - due >= 0 && this.next.compareAndSet(due, now + INTERVAL.toNanos())) {
			look();
		}
		return this.state.tokens();
	}

	private void look() {
		State last = this.state;
		try {
			String content = this.file.read(LIMIT);
			if (!content.equals(last.content()) || !last.complaint().isEmpty()) {
				List<SecurityProperties.Token> tokens = tokens(content);
				this.state = new State(content, tokens, "");
				LOG.info("{} holds {} tokens now", this.file.path(), tokens.size());
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			String complaint = String.valueOf(ex.getMessage());
			if (!complaint.equals(last.complaint())) {
				LOG.error("The tokens stay as they were, because {} cannot be used: {}", this.file.path(), complaint);
				this.state = new State(last.content(), last.tokens(), complaint);
			}
		}
	}

	private List<SecurityProperties.Token> tokens(String content) {
		if (content.isEmpty()) {
			// as it is for a moment while somebody writes it
			throw new IllegalArgumentException("it is empty; a comment (#) alone would take every token away");
		}
		List<SecurityProperties.Token> tokens = new ArrayList<>();
		Set<String> digests = new HashSet<>(this.taken);
		List<String> lines = content.lines().map(String::strip).toList();
		for (int i = 0; i < lines.size(); i++) {
			if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
				try {
					SecurityProperties.Token token = token(List.of(lines.get(i).split("\\s+", -1)));
					SecurityProperties.requireNew(token, digests);
					tokens.add(token);
				}
				catch (IllegalArgumentException ex) {
					throw new IllegalArgumentException("line " + (i + 1) + ": " + ex.getMessage(), ex);
				}
			}
		}
		return List.copyOf(tokens);
	}

	private static SecurityProperties.Token token(List<String> words) {
		if (words.size() != 3) {
			throw new IllegalArgumentException("it has " + words.size()
					+ " words; write a name, a SHA-256 and roles, such as: ci 0f3a… submit,read");
		}
		Set<AccessRole> roles = EnumSet.noneOf(AccessRole.class);
		for (String role : words.get(2).split(",", -1)) {
			roles.add(Arrays.stream(AccessRole.values())
				.filter((known) -> known.name().toLowerCase(Locale.ROOT).equals(role))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException(
						"the role " + Excerpt.quoted(role) + " is not known; write submit, read or submit,read")));
		}
		return new SecurityProperties.Token(words.get(0), words.get(1), roles);
	}

	private record State(String content, List<SecurityProperties.Token> tokens, String complaint) {
	}

}
