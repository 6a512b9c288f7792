package cto.registry.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import cto.registry.merkle.CompactRange;
import cto.registry.merkle.Rfc6962;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Keys, notes and a log that others published.
 */
final class PublishedNotes {

	/** The example of C2SP signed-note, section Verifier keys of its first version. */
	static final String EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

	static final String EXAMPLE_TEXT = "This is an example message.\n";

	static final String EXAMPLE = EXAMPLE_TEXT
			+ """

					— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
					""";

	/** The tests of golang.org/x/mod/sumdb/note: one text, signed by two. */
	static final String PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

	static final String ENOCH_KEY = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

	static final String PETER_AND_ENOCH = """
			If you think cryptography is the answer to your problem,
			then you don't know what your problem is.

			— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
			— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=
			""";

	/** The test log of transparency-dev/trillian-tessera, testdata, as Go signed it. */
	static final String LOG_KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

	static final String LOG_ORIGIN = "example.com/log/testdata";

	static final List<String> LOG_ENTRIES = List.of("one", "two", "three", "four", "five", "six", "seven", "eit",
			"nain", "ten", "ileven", "twelf", "threeten", "fourten", "fivten");

	static final String LOG_AT_0 = """
			example.com/log/testdata
			0
			47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

			— example.com/log/testdata M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc=
			""";

	static final String LOG_AT_6 = """
			example.com/log/testdata
			6
			a6sWvsc2eEzmj72vah7mZ5dwFltivehh2b11qwlp5Jg=

			— example.com/log/testdata M9e0ln+nHSdGSHEZBcjvqyYDXDbG8WxDwCDjbbGAMv/NTynAtJWhckSXIpuwpN3yJ4PTtzUbD34YGqIZr6RgJRn16gU=
			""";

	static final String LOG_AT_15 = """
			example.com/log/testdata
			15
			rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=

			— example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=
			""";

	/** Behind one byte of type; it is no secret, but printed in testdata/build_log.sh. */
	private static final String LOG_SEED = "AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";

	private PublishedNotes() {
	}

	static SigningKey logKey() {
		byte[] typeAndSeed = Base64.getDecoder().decode(LOG_SEED);
		return SigningKey.of(LOG_ORIGIN, privateKey(Arrays.copyOfRange(typeAndSeed, 1, 33)));
	}

	/** Another key of a name. */
	static VerifierKey keyOf(String name) {
		return SigningKey.of(name, privateKey(new byte[32])).verifier();
	}

	static CompactRange logRange(int size) {
		CompactRange range = CompactRange.empty();
		LOG_ENTRIES.subList(0, size).forEach((entry) -> range.append(Rfc6962.leafHash(entry.getBytes(UTF_8))));
		return range;
	}

	static PrivateKey privateKey(byte[] seed) {
		try {
			return KeyFactory.getInstance("Ed25519")
				.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

}
