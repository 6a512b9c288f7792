package cto.registry.log;

import java.sql.SQLException;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A superuser rewrites the end of the log under a running service.
 */
@RegistryTest
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class LogRewritingTests {

	private final Client alice;

	private final TestDatabase database;

	LogRewritingTests(@LocalServerPort int port, @Autowired TestDatabase database) {
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
	}

	@Test
	void isNotSignedByTheServiceThatCommittedALongerOne() throws Exception {
		recordFive();
		String signed = this.alice.get("/log/checkpoint").text();
		rewrite("DELETE FROM registry.log_checkpoint WHERE tree_size > 3");
		assertThatNothingIsRecorded();
		assertThat(signed).contains("\n5\n");
		assertThat(this.database.number("SELECT max(tree_size) FROM registry.log_checkpoint")).isEqualTo(3);
	}

	@Test
	void isNotSignedByTheServiceThatCommittedAnotherOneOfThatSize() throws Exception {
		recordFive();
		rewrite("UPDATE registry.log_checkpoint SET root_hash = sha256('x'), note = replace(note, "
				+ "encode(root_hash, 'base64'), encode(sha256('x'), 'base64')) WHERE tree_size = 5");
		assertThatNothingIsRecorded();
	}

	@Test
	void isNotContinuedWhereItsLastRecordIsGone() throws Exception {
		recordFive();
		rewrite("DELETE FROM registry.execution_request WHERE log_index = 4");
		Reply reply = this.alice.record(TestPacket.fresh().bytes());
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.at("/type")).isEqualTo("/problems/log-inconsistent");
		assertThat(reply.at("/detail")).contains("The last checkpoint is of 5 records, and the database has 4");
		assertThat(this.database.number("SELECT count(*) FROM registry.execution_request")).isEqualTo(4);
	}

	private void recordFive() {
		for (int i = 0; i < 5; i++) {
			assertThat(this.alice.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
		}
	}

	/** Changes the checkpoints so, and the last record too. */
	private void rewrite(String checkpoints) throws SQLException {
		this.database.execute(this.database.superuser(),
				"""
						ALTER TABLE registry.execution_request DISABLE TRIGGER ALL;
						ALTER TABLE registry.log_checkpoint DISABLE TRIGGER ALL;
						%s;
						UPDATE registry.execution_request SET submitted_by = 'mallory', leaf_hash = registry.leaf_hash(id, packet_sha256,
						  octet_length(packet), packet_media_type, submitted_at, 'mallory', approval_required_from)
						WHERE log_index = 4;
						ALTER TABLE registry.execution_request ENABLE TRIGGER ALL;
						ALTER TABLE registry.log_checkpoint ENABLE TRIGGER ALL;
						ALTER TABLE registry.execution_request ENABLE ALWAYS TRIGGER execution_request_append_only;
						ALTER TABLE registry.execution_request ENABLE ALWAYS TRIGGER execution_request_gapless;
						ALTER TABLE registry.log_checkpoint ENABLE ALWAYS TRIGGER log_checkpoint_append_only"""
					.formatted(checkpoints));
	}

	private void assertThatNothingIsRecorded() throws SQLException {
		Reply reply = this.alice.record(TestPacket.fresh().bytes());
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.at("/type")).isEqualTo("/problems/log-inconsistent");
		assertThat(reply.at("/detail")).contains("does not extend the one of 5");
		assertThat(this.database.number("SELECT count(*) FROM registry.execution_request")).isEqualTo(5);
	}

}
