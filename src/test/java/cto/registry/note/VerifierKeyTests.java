package cto.registry.note;

import java.util.Arrays;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class VerifierKeyTests {

	private final VerifierKey key = VerifierKey.parse(PublishedNotes.EXAMPLE_KEY);

	@ParameterizedTest
	@ValueSource(strings = { PublishedNotes.EXAMPLE_KEY, PublishedNotes.PETER_KEY, PublishedNotes.ENOCH_KEY,
			PublishedNotes.LOG_KEY })
	void readsAndWritesPublishedKeys(String vkey) {
		assertThat(VerifierKey.parse(vkey)).hasToString(vkey);
	}

	@Test
	void hasANameAndAnId() {
		assertThat(this.key.name()).isEqualTo("example.com/foo");
		assertThat(HexFormat.of().formatHex(this.key.id())).isEqualTo("530d903a");
		this.key.id()[0] ^= 1;
		assertThat(HexFormat.of().formatHex(this.key.id())).isEqualTo("530d903a");
	}

	@Test
	void verifiesTheExampleOfTheSpecificationAndNoOtherText() {
		byte[] idAndSignature = Base64.getDecoder().decode(PublishedNotes.EXAMPLE.strip().replaceAll("(?s).* ", ""));
		byte[] signature = Arrays.copyOfRange(idAndSignature, 4, 68);
		assertThat(this.key.verifies(PublishedNotes.EXAMPLE_TEXT.getBytes(UTF_8), signature)).isTrue();
		assertThat(this.key.verifies(PublishedNotes.EXAMPLE_TEXT.strip().getBytes(UTF_8), signature)).isFalse();
		for (int bit = 0; bit < 512; bit += 7) {
			byte[] flipped = signature.clone();
			flipped[bit / 8] ^= (byte) (1 << (bit % 8));
			assertThat(this.key.verifies(PublishedNotes.EXAMPLE_TEXT.getBytes(UTF_8), flipped)).as("bit %d", bit)
				.isFalse();
		}
		for (int length : new int[] { 0, 63, 65, 128 }) {
			assertThat(this.key.verifies(PublishedNotes.EXAMPLE_TEXT.getBytes(UTF_8), Arrays.copyOf(signature, length)))
				.isFalse();
		}
	}

	@Test
	void isEqualToTheKeyOfTheSameNameAndBytes() {
		assertThat(this.key).isEqualTo(VerifierKey.parse(PublishedNotes.EXAMPLE_KEY))
			.hasSameHashCodeAs(VerifierKey.parse(PublishedNotes.EXAMPLE_KEY))
			.isNotEqualTo(VerifierKey.parse(PublishedNotes.LOG_KEY))
			.isNotEqualTo(PublishedNotes.logKey().verifier());
	}

	/** As the tests of golang.org/x/mod/sumdb/note mangle theirs. */
	@Test
	void refusesEveryPartOfAKeyAndEveryChangedCharacter() {
		String vkey = PublishedNotes.PETER_KEY;
		for (int from = 0; from <= vkey.length(); from++) {
			for (int to = from; to <= vkey.length(); to++) {
				if (to - from < vkey.length()) {
					assertRefused(vkey.substring(from, to));
				}
			}
			if (from < vkey.length()) {
				assertRefused(vkey.substring(0, from) + (char) (vkey.charAt(from) + 1) + vkey.substring(from + 1));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { PublishedNotes.EXAMPLE_KEY + "\n", PublishedNotes.EXAMPLE_KEY + "=",
			" " + PublishedNotes.EXAMPLE_KEY, "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
			"example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
			"PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
			"PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW" })
	void refusesWhatIsNotWrittenSo(String vkey) {
		assertRefused(vkey);
	}

	@Test
	void saysWhatWouldBeRight() {
		assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse("a key\u0007"))
			.withMessage("A verifier key is <name>+<id, 8 lowercase hex digits>"
					+ "+<base64 of 0x01 and the 32 bytes of an Ed25519 public key>; not 'a key\\u0007'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> VerifierKey.parse(PublishedNotes.EXAMPLE_KEY.replace("530d", "530e")))
			.withMessage("The id of this name and key is 530d903a, not 530e903a: the verifier key was changed or cut;"
					+ " compare it with the one that was published");
		assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse("a+00000000+AgEC"))
			.withMessageEndingWith("; this base64 has 3 bytes and begins with 0x02");
		assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse("a+00000000+AgE"))
			.withMessageEndingWith("; this is no base64: 'AgE'");
	}

	@Test
	void refusesBytesThatAreNoPoint() {
		byte[] noPoint = new byte[33];
		noPoint[0] = 1;
		noPoint[1] = 2;
		assertThatIllegalArgumentException()
			.isThrownBy(() -> VerifierKey.parse("a+00000000+" + Base64.getEncoder().encodeToString(noPoint)))
			.withMessageEndingWith("; these 32 bytes are no Ed25519 public key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0000000000000000000000000000000000000000000000000000000000000000",
			"0000000000000000000000000000000000000000000000000000000000000080",
			"0100000000000000000000000000000000000000000000000000000000000000",
			"0100000000000000000000000000000000000000000000000000000000000080",
			"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
			"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
			"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
			"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
			"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85" })
	void refusesAPointOfSmallOrder(String key) throws Exception {
		byte[] typeAndKey = HexFormat.of().parseHex("01" + key);
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		digest.update("example.com/log\n".getBytes(StandardCharsets.UTF_8));
		String id = HexFormat.of().formatHex(digest.digest(typeAndKey), 0, 4);
		assertRefused("example.com/log+" + id + "+" + Base64.getEncoder().encodeToString(typeAndKey));
	}

	private static void assertRefused(String vkey) {
		assertThatIllegalArgumentException().as(vkey).isThrownBy(() -> VerifierKey.parse(vkey));
	}

}
