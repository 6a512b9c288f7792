package bench.peer;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * The whole HTTP API: Spring Data REST makes it of this interface.
 */
@RepositoryRestResource(path = "records")
public interface Records extends JpaRepository<StoredRecord, UUID> {

}
