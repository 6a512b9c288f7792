package cto.registry.tour;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How a tour is read and compared.
 */
class StepTest {

	@Test
	void readsTheStepsOfTheTourOnly() {
		assertThat(Step.of("""
				```sh
				before
				```
				## Five-minute tour
				```sh
				one
				```
				and then
				```sh
				two
				```
				```text
				2
				```
				## Next
				```sh
				after
				```
				""", "Five-minute tour")).containsExactly(new Step(5, "one\n", ""), new Step(9, "two\n", "2"));
	}

	@Test
	void refusesAReadmeWithoutTheSection() {
		assertThatIllegalArgumentException().isThrownBy(() -> Step.of("## Another tour\n## End\n", "Tour"))
			.withMessageContaining("## Tour");
	}

	@Test
	void refusesABlockThatBelongsToNoStep() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Step.of("## Tour\n```sql\nSELECT 1\n```\n## End\n", "Tour"))
			.withMessageContaining("line 2");
	}

	@Test
	void letsAnEllipsisStandForSomethingOfItsLine() {
		Step step = new Step(1, "", "id …, index 0\nend");
		assertThat(step.asShown("id 0198, index 0\nend\n")).isEqualTo(step.shown());
		assertThat(step.asShown("id , index 0\nend\n")).isNotEqualTo(step.shown());
		assertThat(step.asShown("id 0198, index 1\nend\n")).isEqualTo("id 0198, index 1\nend");
		assertThat(step.asShown("id 0198, index 0\nend\nmore")).isEqualTo("id …, index 0\nend\nmore");
		assertThat(step.asShown("id 0198, index 0")).isEqualTo("id …, index 0");
	}

	@Test
	void knowsTheToolsItNeeds() {
		assertThat(List.of("psql -q", "PGUSER=x psql", "a |\npsql"))
			.allMatch((script) -> new Step(1, script, "").needs("psql"));
		assertThat(new Step(1, "pgsqlx psqlrc", "").needs("psql")).isFalse();
	}

}
