package cto.registry.log;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EntryBundleTests {

	@Test
	void isTakenApartByTheLengthsInIt() {
		List<byte[]> entries = EntryBundle.entries(new byte[] { 0, 2, 7, 8, 0, 1, 9, 0, 0 });
		assertThat(entries).containsExactly(new byte[] { 7, 8 }, new byte[] { 9 }, new byte[0]);
		assertThat(EntryBundle.entries(new byte[0])).isEmpty();
	}

	@Test
	void mayHaveAnEntryOf65535Bytes() {
		byte[] bundle = new byte[2 + 0xffff];
		bundle[0] = -1;
		bundle[1] = -1;
		assertThat(EntryBundle.entries(bundle)).hasSize(1)
			.first()
			.extracting((entry) -> entry.length)
			.isEqualTo(0xffff);
	}

	@ParameterizedTest
	@CsvSource({ "1, 0", "2, 0", "3, 0", "5, 1", "6, 1", "7, 1" })
	void isRefusedWhereItEndsWithinAnEntry(int length, int entry) {
		byte[] bundle = { 0, 2, 7, 8, 0, 2, 9, 10 };
		assertThatIllegalArgumentException().isThrownBy(() -> EntryBundle.entries(Arrays.copyOf(bundle, length)))
			.withMessage("The bundle ends within entry " + entry);
	}

}
