package cto.registry.intake;

import cto.registry.packet.Judgement;

/**
 * The packet breaks rules; nothing was recorded.
 */
public final class PacketRefused extends RuntimeException {

	private final Judgement.Refused judgement;

	PacketRefused(Judgement.Refused judgement) {
		super("the packet breaks " + judgement.faultCount() + " rules", null, false, false);
		this.judgement = judgement;
	}

	/**
	 * Returns what it breaks.
	 * @return the judgement
	 */
	public Judgement.Refused judgement() {
		return this.judgement;
	}

}
