package cto.registry.note;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SigningKeyTests {

	/** RFC 8032 section 7.1, TEST 2. */
	private final PrivateKey key = PublishedNotes
		.privateKey(HexFormat.of().parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));

	@Test
	void derivesThePublicKeyAndSignsAsRfc8032Does() {
		SigningKey signing = SigningKey.of("example.com/log", this.key);
		assertThat(HexFormat.of().formatHex(publicKey(signing)))
			.isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
		assertThat(HexFormat.of().formatHex(signing.sign(new byte[] { 0x72 })))
			.isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
					+ "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
	}

	@Test
	void derivesThePublishedVerifierKey() {
		assertThat(PublishedNotes.logKey().verifier()).hasToString(PublishedNotes.LOG_KEY);
	}

	@Test
	void derivesThePublicKeyThatWasGeneratedWithThePrivateOne() throws GeneralSecurityException {
		for (int i = 0; i < 20; i++) {
			var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
			byte[] encoded = pair.getPublic().getEncoded();
			assertThat(publicKey(SigningKey.of("example.com/log", pair.getPrivate())))
				.isEqualTo(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a+b", "a\tb", "a\nb", "a\u00a0b", "a\u2003b", "a\u0000", "a\u007f",
			"a\u0085", "\ud83d" })
	void refusesAName(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(name, this.key))
			.withMessageStartingWith("The name of a key is not empty and has no space, plus or control character,"
					+ " such as example.com/log; not '");
	}

	@Test
	void refusesAKeyOfAnotherAlgorithm() throws GeneralSecurityException {
		for (String algorithm : new String[] { "Ed448", "EC", "X25519" }) {
			PrivateKey other = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
			assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of("example.com/log", other))
				.withMessage("The key that signs for example.com/log is an Ed25519 private key, but it is a key for "
						+ other.getAlgorithm());
		}
	}

	@Test
	void tellsNothingSecret() {
		assertThat(PublishedNotes.logKey()).hasToString(PublishedNotes.LOG_KEY);
	}

	private static byte[] publicKey(SigningKey key) {
		String vkey = key.verifier().toString();
		return Arrays.copyOfRange(Base64.getDecoder().decode(vkey.substring("example.com/log+00000000+".length())), 1,
				33);
	}

}
