package cto.registry.record;

import java.util.List;

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
record AdmittedRepositoriesProperties(@DefaultValue List<@Valid AdmittedRepository> admittedRepositories) {

	AdmittedRepositoriesProperties {
		admittedRepositories = admittedRepositories.isEmpty() ? List.of(new AdmittedRepository("cto"))
				: List.copyOf(admittedRepositories);
	}

	/**
	 * One admitted repository.
	 *
	 * @param name its name, 1 to 200 visible characters
	 */
	record AdmittedRepository(@NotNull @Pattern(regexp = "[\\p{Graph}]{1,200}",
			message = "must be 1 to 200 visible ASCII characters") String name) {
	}

}
