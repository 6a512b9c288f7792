package cto.registry.record;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code registry.approvers}: whose approval a record may require.
 *
 * @param approvers their names, each an identity; {@code JP} if none is configured
 */
@Validated
@ConfigurationProperties("registry")
public record ApproversProperties(
		@DefaultValue List<@NotNull @Pattern(regexp = IDENTITY, message = MEANT) String> approvers) {

	private static final String IDENTITY = "[A-Za-z0-9][A-Za-z0-9._@:/+#~-]{0,99}";

	private static final String MEANT = "must be one word of 1 to 100 of A-Z a-z 0-9 . _ @ : / + # ~ -, "
			+ "the first a letter or digit, such as JP";

	/**
	 * Fills in the default.
	 */
	public ApproversProperties {
		approvers = approvers.isEmpty() ? List.of("JP") : List.copyOf(approvers);
	}

	/**
	 * Returns whose approval a record may require.
	 * @return names, sorted
	 */
	public Set<String> names() {
		return Collections.unmodifiableSet(new TreeSet<>(this.approvers));
	}

}
