package cto.registry.web.api;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * Which form of an answer a client prefers (RFC 9110 section 12.5.1): the one of the
 * highest quality, of those the one named most exactly, then the one named first, then
 * the first that there is.
 */
final class Negotiation {

	private static final Comparator<Choice> PREFERENCE = Comparator.comparingDouble(Choice::quality)
		.thenComparingInt(Choice::exactness)
		.thenComparing(Choice::position, Comparator.reverseOrder());

	private Negotiation() {
	}

	/**
	 * Chooses.
	 * @param request a request, whose {@code Accept} may be absent
	 * @param available the forms that there are, at least one, the usual one first
	 * @return one of them
	 * @throws HttpMediaTypeNotAcceptableException where none is accepted
	 */
	static MediaType choose(HttpServletRequest request, List<MediaType> available)
			throws HttpMediaTypeNotAcceptableException {
		List<MediaType> ranges = ranges(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
		if (ranges.isEmpty()) {
			return available.get(0);
		}
		return available.stream()
			.flatMap((type) -> choice(type, ranges).stream())
			.filter((choice) -> choice.quality() > 0)
			.reduce(BinaryOperator.maxBy(PREFERENCE))
			.orElseThrow(() -> new HttpMediaTypeNotAcceptableException(available))
			.type();
	}

	private static List<MediaType> ranges(List<String> accept) throws HttpMediaTypeNotAcceptableException {
		try {
			return MediaType.parseMediaTypes(accept);
		}
		catch (InvalidMediaTypeException ex) {
			throw new HttpMediaTypeNotAcceptableException("Accept cannot be read");
		}
	}

	/** By the most exact range, which alone says what a type is worth. */
	private static Optional<Choice> choice(MediaType type, List<MediaType> ranges) {
		Optional<Choice> choice = Optional.empty();
		for (int i = 0; i < ranges.size(); i++) {
			MediaType range = ranges.get(i);
			int exactness = exactness(range);
			if (range.includes(type) && exactness > choice.map(Choice::exactness).orElse(-1)) {
				choice = Optional.of(new Choice(type, range.getQualityValue(), exactness, i));
			}
		}
		return choice;
	}

	private static int exactness(MediaType range) {
		return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
	}

	private record Choice(MediaType type, double quality, int exactness, int position) {
	}

}
