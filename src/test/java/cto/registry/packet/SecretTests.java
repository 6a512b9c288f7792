package cto.registry.packet;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No credential of a known form is recorded or repeated. The credentials are made at
 * random, and put together here, so that no scanner of repositories finds one.
 */
@Tag("locale")
class SecretTests {

	private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	private static final String URL64 = LETTERS + "-_";

	static Stream<String> secrets() {
		String pem = random(LETTERS + "+/", 64);
		return Stream.of("gh" + "p_" + random(LETTERS, 36), "gh" + "o_" + random(LETTERS, 36),
				"gh" + "s_" + random(LETTERS, 36), "github_" + "pat_" + random(LETTERS, 22) + "_" + random(LETTERS, 59),
				"gl" + "pat-" + random(URL64, 20), "gl" + "rt-" + random(URL64, 20),
				"xox" + "b-" + random("123456789", 12) + "-" + random("123456789", 12) + "-" + random(LETTERS, 24),
				"AK" + "IA" + random("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
				"AS" + "IA" + random("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16), "AI" + "za" + random(URL64, 35),
				"sk" + "-" + random(LETTERS, 48), "sk" + "-proj-" + random(LETTERS, 64),
				"sk" + "-ant-api03-" + random(URL64, 93) + "AA", "np" + "m_" + random(LETTERS, 36),
				"pypi-" + "AgEIcHlwaS5vcmc" + random(URL64, 100), "h" + "f_" + random(LETTERS, 34),
				"ey" + "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ" + random(URL64, 40) + "." + random(URL64, 43),
				"https://user:" + random(LETTERS, 8) + "@example.org/x", "postgres://u:p@db/x",
				"redis://:" + random(LETTERS, 8) + "@h:6379", "rr" + "t_" + random(URL64, 43),
				"-----BEGIN PRIVATE " + "KEY-----\n" + pem + "\n-----END PRIVATE KEY-----",
				"-----BEGIN RSA PRIVATE " + "KEY-----\\n" + pem, "-----BEGIN OPENSSH PRIVATE " + "KEY----- " + pem);
	}

	private static String random(String alphabet, int length) {
		return new Random(length).ints(length, 0, alphabet.length())
			.collect(StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
			.toString();
	}

	@ParameterizedTest
	@MethodSource("secrets")
	void refusesACredentialInAnyTextAndRepeatsNothingOfIt(String secret) {
		for (String pointer : List.of("/title", "/task_shape/summary", "/notes", "/harness_command/argv/1",
				"/harness_command/environment", "/proof_pointers/0/ref", "/requested_by", "/packet_id", "/work_items/0",
				"/allowed_paths/0", "/target_repository", "/approval_required_from", "/supersedes", "/x")) {
			for (String context : List.of("%s", "TOKEN=%s", "Authorization: Bearer %s", "--token=%s", "\"%s\"", "(%s).",
					"%s,\n")) {
				String text = context.formatted(secret);
				boolean variable = pointer.endsWith("environment");
				ValidationResult validation = Packets.with(pointer,
						variable ? Packets.valid().objectNode().put("A", text) : Packets.valid().stringNode(text));
				assertThat(Validated.violations(validation))
					.containsExactly(pointer + (variable ? "/A" : "") + " secret");
				assertThat(validation.toString()).doesNotContain(secret)
					.doesNotContain(secret.substring(0, secret.length() / 2))
					.contains("variable");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("secrets")
	void refusesACredentialInANameACommentAndAPacketThatIsMalformed(String secret) {
		String line = secret.replace("\n", "\\n");
		ValidationResult name = Packets
			.with((packet) -> packet.withObject("harness_command").putObject("environment").put(line, "x"));
		assertThat(Validated.violations(name)).containsExactly("/harness_command/environment secret");
		ValidationResult comment = Validated.yaml("# " + line + "\n" + Packets.valid());
		assertThat(Validated.violations(comment)).containsExactly(" secret");
		ValidationResult duplicate = Validated.json("{\"" + line + "\":1,\"" + line + "\":2}");
		ValidationResult broken = Validated.json("{\"title\":\"" + line + "\", " + line + "}");
		ValidationResult tag = Validated.yaml("a: !<" + line.replace(" ", "") + "> x # " + line);
		for (ValidationResult validation : List.of(name, comment, duplicate, broken, tag)) {
			assertThat(validation.toString()).doesNotContain(line.substring(4, 14));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "sk-learn", "scikit-learn",
			"sk-learn-pipeline-with-a-long-name-of-words-and-no-digits-in-it",
			"sk-proj-this-is-a-long-branch-name-about-something-else", "ghp_xxxx", "npm_config_registry",
			"npm_lifecycle_event_of_a_very_long_script_name", "hf_hub_download", "pypi-publish", "glpat-example",
			"glpat-this-is-a-placeholder-of-words", "AKIAEXAMPLE", "ASIAPACIFICSOUTHEASTREGIONS", "xoxb-your-token",
			"9f2c1e7d5b3a48c6e0d1f2a3b4c5d6e7f8091a2b", "https://u:$PW@h", "https://u:${PW}@h",
			"https://u:<password>@h", "https://u:***@h", "https://<user>:<password>@h", "https://u@h", "https://u:@h",
			"https://h:8080/a@b", "https://h:8080?a=b@c", "https://h:80#x@y", "ssh://git@h:22/x",
			"docker://alpine:3.19@sha256:00ff",
			"-----BEGIN PRIVATE KEY----- is the first line of a file that nobody may paste here, ever, not even in part",
			"-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", "-----BEGIN CERTIFICATE-----",
			"rrt_a_long_snake_case_name_of_only_lower_case_words" })
	void takesWhatIsNoCredential(String text) {
		assertThat(Packets.with("/notes", text)).isInstanceOf(ValidationResult.Accepted.class);
	}

	@Test
	void leavesOtherFaultsAtOtherPlaces() {
		ValidationResult validation = Packets
			.with((packet) -> packet.put("title", "gh" + "p_" + random(LETTERS, 36)).put("titel", 1));
		assertThat(Validated.violations(validation)).containsExactly("/titel unknown_member", "/title secret");
	}

	@Test
	void isNotJudgedOfARecord() {
		byte[] packet = Packets.bytes(Packets.valid().put("notes", "gh" + "p_" + random(LETTERS, 36)));
		assertThat(Validated.VALIDATOR.validate(packet, PacketMediaType.JSON))
			.isInstanceOf(ValidationResult.Invalid.class);
		assertThat(PacketValidator.ofRecords(Validated.FACTS).validate(packet, PacketMediaType.JSON))
			.isInstanceOf(ValidationResult.Accepted.class);
	}

}
