package cto.registry.web.api;

import java.util.List;

import cto.registry.rendering.YamlDocument;
import cto.registry.workboard.Board;
import cto.registry.workboard.WorkItemIndex;
import cto.registry.workboard.WorkItemPage;
import cto.registry.workboard.Workboard;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The work items and whether their records still hold, as JSON or as a
 * {@code WORKBOARD.yaml}.
 */
@RestController
class WorkboardController {

	private static final List<MediaType> FORMS = List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_YAML);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Workboard workboard;

	private final WorkItemIndex index;

	WorkboardController(Workboard workboard, WorkItemIndex index) {
		this.workboard = workboard;
		this.index = index;
	}

	@GetMapping(path = "/api/v1/work-items", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> workItems(HttpServletRequest request,
			@RequestParam(name = "limit", required = false) @Nullable String limit,
			@RequestParam(name = "cursor", required = false) @Nullable String cursor) {
		WorkItemPage page = this.index.page(Parameters.boardCursor(cursor),
				Parameters.number("limit", limit, 1, WorkItemIndex.MAX_ITEMS, WorkItemIndex.MAX_ITEMS));
		byte[] body = JSON.writeValueAsBytes(page);
		return ResponseHeaders.page(request, body, page.nextCursor())
			.contentType(MediaType.APPLICATION_JSON)
			.body(body);
	}

	@GetMapping("/api/v1/workboard")
	ResponseEntity<byte[]> board(HttpServletRequest request,
			@RequestParam(name = "work_item", required = false) @Nullable String workItem,
			@RequestParam(name = "limit", required = false) @Nullable String limit,
			@RequestParam(name = "cursor", required = false) @Nullable String cursor)
			throws HttpMediaTypeNotAcceptableException {
		MediaType form = Negotiation.choose(request, FORMS);
		Board board = this.workboard.page(Parameters.text("work_item", workItem, 200), Parameters.boardCursor(cursor),
				Parameters.number("limit", limit, 1, Workboard.MAX_RECORDS, Workboard.MAX_RECORDS));
		byte[] body = form.equals(MediaType.APPLICATION_YAML) ? YamlDocument.of(JSON.valueToTree(board))
				: JSON.writeValueAsBytes(board);
		return ResponseHeaders.page(request, body, board.nextCursor())
			.varyBy(HttpHeaders.ACCEPT)
			.contentType(form)
			.body(body);
	}

}
