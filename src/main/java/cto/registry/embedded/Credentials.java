package cto.registry.embedded;

import java.util.Objects;

/**
 * A role of the database and its password.
 *
 * @param user the role, such as {@code registry_writer}
 * @param password its password; {@link #toString()} does not show it
 */
public record Credentials(String user, String password) {

	/**
	 * Takes both as they are.
	 */
	public Credentials {
		Objects.requireNonNull(user, "user");
		Objects.requireNonNull(password, "password");
	}

	@Override
	public String toString() {
		return "Credentials[user=" + this.user + "]";
	}

}
