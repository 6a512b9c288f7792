package cto.registry.packet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Copies of lists that may hold what no packet may, as a row that was tampered with does.
 */
final class Lists {

	private Lists() {
	}

	static <T> List<T> copy(@Nullable List<T> items) {
		return (items != null) ? Collections.unmodifiableList(new ArrayList<>(items)) : List.of();
	}

}
