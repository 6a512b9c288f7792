package cto.registry.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import cto.registry.packet.RegistryFacts;

/**
 * What a database holds of repositories, approvers and records, for validating packets
 * again. May be used by several threads.
 */
public final class StoredFacts implements RegistryFacts, AutoCloseable {

	private final Connection connection;

	private final Set<String> repositories;

	private final Set<String> approvers;

	private final PreparedStatement exists;

	/**
	 * Reads the repositories and approvers.
	 * @param connection a connection of its own, closed with this
	 * @throws SQLException when the database refuses
	 */
	public StoredFacts(Connection connection) throws SQLException {
		this.connection = connection;
		this.repositories = names(connection, "SELECT name FROM registry.admitted_repository");
		this.approvers = names(connection, "SELECT name FROM registry.approver");
		this.exists = connection.prepareStatement("SELECT FROM registry.execution_request WHERE id = ?");
	}

	/** Every repository that was ever admitted. */
	@Override
	public Set<String> admittedRepositories() {
		return this.repositories;
	}

	/** Every approver that was ever configured. */
	@Override
	public Set<String> approvers() {
		return this.approvers;
	}

	@Override
	public synchronized boolean recordExists(UUID id) {
		try {
			this.exists.setObject(1, id);
			try (ResultSet row = this.exists.executeQuery()) {
				return row.next();
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The database refuses to say whether a record exists", ex);
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

	private static Set<String> names(Connection connection, String select) throws SQLException {
		Set<String> names = new HashSet<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(select)) {
			while (rows.next()) {
				names.add(rows.getString(1));
			}
		}
		return names;
	}

}
