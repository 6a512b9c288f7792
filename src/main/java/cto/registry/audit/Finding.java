package cto.registry.audit;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it must be.
 *
 * @param logIndex the record's index, or null where no one record is meant
 * @param id the record's id, or null where it is not known
 * @param check the check that failed, snake_case
 * @param detail what was found, a sentence
 */
public record Finding(@Nullable Long logIndex, @Nullable UUID id, String check, String detail) {

	static Finding ofLog(String check, String detail) {
		return new Finding(null, null, check, detail);
	}

	static Finding ofRecord(long logIndex, String check, String detail) {
		return new Finding(logIndex, null, check, detail);
	}

}
