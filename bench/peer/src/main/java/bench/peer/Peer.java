package bench.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The service that the registry is held against.
 */
@SpringBootApplication
public class Peer {

	public static void main(String[] args) {
		SpringApplication.run(Peer.class, args);
	}

}
