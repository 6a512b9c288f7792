package cto.registry.replica;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets requests that read have the replica.
 */
final class ReplicaRoutingInterceptor implements HandlerInterceptor {

	private final ReplicaRoutingDataSource database;

	ReplicaRoutingInterceptor(ReplicaRoutingDataSource database) {
		this.database = database;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
			this.database.beginReading();
		}
		return true;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		this.database.endReading();
	}

}
