package cto.registry.web.security;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the rate limit, where there is one, before the two routes that take packets.
 */
@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration implements WebMvcConfigurer {

	private final RateLimitProperties limit;

	RateLimitConfiguration(RateLimitProperties limit) {
		this.limit = limit;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		if (this.limit.limited()) {
			registry.addInterceptor(new RateLimit(this.limit))
				.addPathPatterns("/api/v1/execution-requests", "/api/v1/packet-checks");
		}
	}

}
