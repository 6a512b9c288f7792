package cto.registry.record;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * {@code registry.admitted-repositories}: what a record may target.
 *
 * @param repositories the admitted repositories, {@code cto} when none is configured
 */
@Validated
@ConfigurationProperties("registry")
record AdmittedRepositoriesProperties(
		@Name("admitted-repositories") @DefaultValue List<@Valid AdmittedRepository> repositories) {

	AdmittedRepositoriesProperties {
		repositories = repositories.isEmpty() ? List.of(new AdmittedRepository("cto")) : List.copyOf(repositories);
	}

	/**
	 * One admitted repository.
	 *
	 * @param name its name, 1 to 200 visible characters
	 */
	record AdmittedRepository(@NotEmpty @Pattern(regexp = "[\\p{Graph}]{1,200}",
			message = "must be 1 to 200 visible ASCII characters") String name) {
	}

}
