package cto.registry.startup;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * Has a pool keep one connection at the ready until the service is ready, and only then
 * as many as are configured: each costs a few thousand rounds of hashing (RFC 7677
 * section 4), for which a start would wait. Whoever needs more sooner gets them.
 */
@Component
final class PoolAtStart implements BeanPostProcessor, ApplicationListener<ApplicationReadyEvent> {

	private final Map<HikariDataSource, Integer> configured = new ConcurrentHashMap<>();

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof HikariDataSource pool && pool.getMinimumIdle() > 1) {
			this.configured.put(pool, pool.getMinimumIdle());
			pool.setMinimumIdle(1);
		}
		return bean;
	}

	/** The pool opens them within half a minute, or as they are needed. */
	@Override
	public void onApplicationEvent(ApplicationReadyEvent ready) {
		this.configured.forEach(HikariDataSource::setMinimumIdle);
	}

}
