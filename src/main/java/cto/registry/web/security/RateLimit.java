package cto.registry.web.security;

import java.security.Principal;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Holds each sender to its share. Who has a name is counted by it, wherever it posts
 * from; who has none, by address. The latter are many, so that they are counted apart and
 * cannot make the service forget the former.
 */
final class RateLimit implements HandlerInterceptor {

	private static final int NAMES = 10_000;

	private static final int ADDRESSES = 10_000;

	private final RateLimitProperties limit;

	private final LoadingCache<String, Bucket> byName;

	private final LoadingCache<String, Bucket> byAddress;

	RateLimit(RateLimitProperties limit) {
		this.limit = limit;
		this.byName = buckets(NAMES);
		this.byAddress = buckets(ADDRESSES);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (HttpMethod.POST.matches(request.getMethod())) {
			Principal sender = request.getUserPrincipal();
			take((sender != null) ? this.byName.get(sender.getName())
					: this.byAddress.get(network(request.getRemoteAddr())));
		}
		return true;
	}

	private void take(Bucket bucket) {
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
		if (!probe.isConsumed()) {
			throw new RateLimitedException(this.limit.perMinute(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
		}
	}

	/**
	 * Whoever has one IPv6 address has all of its /64: four groups, as Tomcat writes
	 * them.
	 */
	static String network(String address) {
		int end = -1;
		for (int group = 0; group < 4 && address.indexOf(':') >= 0; group++) {
			int colon = address.indexOf(':', end + 1);
			if (colon < 0) {
				return address;
			}
			end = colon;
		}
		return (end < 0) ? address : address.substring(0, end);
	}

	/** Forgetting a sender sooner would give it more than its share. */
	private Duration untilFull() {
		return Duration.ofMinutes(1 + this.limit.burst() / this.limit.perMinute());
	}

	private LoadingCache<String, Bucket> buckets(int most) {
		Bandwidth share = Bandwidth.builder()
			.capacity(this.limit.burst())
			.refillGreedy(this.limit.perMinute(), Duration.ofMinutes(1))
			.build();
		return Caffeine.newBuilder()
			.maximumSize(most)
			.expireAfterAccess(untilFull())
			.build((key) -> Bucket.builder().addLimit(share).build());
	}

}
