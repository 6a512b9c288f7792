package cto.registry.web.api;

import cto.registry.record.Cursor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The one cursor of the list and of the workboard.
 */
class CursorTests {

	@Test
	void isReadAsItWasWritten() {
		for (Cursor cursor : new Cursor[] { Cursor.START, Cursor.below(0), Cursor.at("CTO-WORK-067"),
				new Cursor("prüfung", 41) }) {
			assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
		}
		assertThat(Cursor.below(41)).hasToString("AAAAAAAAACk");
	}

	@Test
	void ofTheWorkboardStartsNoPageOfTheList() {
		assertThat(Parameters.listCursor(null)).isEqualTo(Cursor.START);
		assertThat(Parameters.listCursor(Cursor.below(7).toString())).isEqualTo(Cursor.below(7));
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> Parameters.listCursor(Cursor.at("CTO-WORK-067").toString()))
			.withMessage("Invalid cursor. Pass next_cursor of the previous page unchanged");
	}

	@Test
	void ofTheListStartsNoPageOfTheWorkboard() {
		assertThat(Parameters.boardCursor(null)).isEqualTo(Cursor.START);
		assertThat(Parameters.boardCursor(Cursor.at("A").toString())).isEqualTo(Cursor.at("A"));
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> Parameters.boardCursor(Cursor.below(7).toString()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "AAAA", "!", "gAAAAAAAAAA", "AAAAAAAAACkA" })
	void isNothingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Cursor.parse(text));
	}

}
