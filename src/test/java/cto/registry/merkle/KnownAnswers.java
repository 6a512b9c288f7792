package cto.registry.merkle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The tree that the implementations of Certificate Transparency are tested with: eight
 * entries, and the roots of the trees of the first 1 to 8 of them.
 */
final class KnownAnswers {

	static final List<byte[]> LEAVES = Stream
		.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
		.map((entry) -> Rfc6962.leafHash(HexFormat.of().parseHex(entry)))
		.toList();

	static final List<String> ROOTS = List.of("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
			"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
			"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
			"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
			"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
			"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
			"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
			"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

	private KnownAnswers() {
	}

	static byte[] root(int size) {
		return HexFormat.of().parseHex(ROOTS.get(size - 1));
	}

	static Subtrees subtrees() {
		CompactRange range = CompactRange.empty();
		Map<Subtree, byte[]> hashes = new HashMap<>();
		LEAVES
			.forEach((leaf) -> range.append(leaf, (level, index, root) -> hashes.put(new Subtree(level, index), root)));
		return (subtree) -> Objects.requireNonNull(hashes.get(subtree));
	}

	static List<String> hex(List<byte[]> hashes) {
		return hashes.stream().map(HexFormat.of()::formatHex).toList();
	}

	static boolean same(List<byte[]> one, List<byte[]> other) {
		return Arrays.deepEquals(one.toArray(), other.toArray());
	}

	static List<byte[]> bytes(String... hashes) {
		return Stream.of(hashes).map(HexFormat.of()::parseHex).toList();
	}

}
