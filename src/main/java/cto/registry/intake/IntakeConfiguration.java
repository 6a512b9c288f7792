package cto.registry.intake;

import cto.registry.packet.PacketJudge;
import cto.registry.packet.RegistryFacts;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the judge, which knows no database, the facts it judges by.
 */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

	@Bean
	PacketJudge packetJudge(RegistryFacts facts) {
		return PacketJudge.ofPackets(facts);
	}

}
