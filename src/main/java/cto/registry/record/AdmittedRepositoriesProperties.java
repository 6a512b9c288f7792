package cto.registry.record;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code registry.admitted-repositories}: what a record may target.
 *
 * @param admittedRepositories the admitted repositories, {@code cto} when none is
 * configured
 */
@Validated
@ConfigurationProperties("registry")
public record AdmittedRepositoriesProperties(@DefaultValue List<@Valid AdmittedRepository> admittedRepositories) {

	/**
	 * Fills in the default.
	 */
	public AdmittedRepositoriesProperties {
		admittedRepositories = admittedRepositories.isEmpty() ? List.of(new AdmittedRepository("cto"))
				: List.copyOf(admittedRepositories);
	}

	/**
	 * Returns what a record may target.
	 * @return names, sorted
	 */
	public Set<String> names() {
		Set<String> names = new TreeSet<>();
		this.admittedRepositories.forEach((repository) -> names.add(repository.name()));
		return Collections.unmodifiableSet(names);
	}

	/**
	 * One admitted repository.
	 *
	 * @param name its name, 1 to 200 visible characters
	 */
	public record AdmittedRepository(@NotNull @Pattern(regexp = "[\\p{Graph}]{1,200}",
			message = "must be 1 to 200 visible ASCII characters") String name) {
	}

}
