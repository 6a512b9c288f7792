package cto.registry.recording;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code registry.intake}: what is taken in.
 *
 * @param maxPacketBytes the largest packet, 1 KB to 16 MB, 1 MB unless configured
 * @param frozen whether this instance records nothing; it records unless configured
 */
@ConfigurationProperties("registry.intake")
public record IntakeProperties(@DefaultValue("1MB") DataSize maxPacketBytes, @DefaultValue("false") boolean frozen) {

	private static final DataSize SMALLEST = DataSize.ofKilobytes(1);

	private static final DataSize LARGEST = DataSize.ofMegabytes(16);

	/**
	 * Checks the limit.
	 * @throws IllegalArgumentException when it is not within 1 KB to 16 MB
	 */
	public IntakeProperties {
		if (maxPacketBytes.compareTo(SMALLEST) < 0 || maxPacketBytes.compareTo(LARGEST) > 0) {
			throw new IllegalArgumentException("registry.intake.max-packet-bytes is " + maxPacketBytes.toBytes()
					+ " bytes; write a size from 1KB to 16MB, such as 1MB");
		}
	}

	/**
	 * Returns the limit.
	 * @return bytes
	 */
	public int maxBytes() {
		return (int) this.maxPacketBytes.toBytes();
	}

}
