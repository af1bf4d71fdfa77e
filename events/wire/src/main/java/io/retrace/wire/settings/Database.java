package io.retrace.wire.settings;

import io.retrace.log.DatabaseSettings;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A database and who asks.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param user who logs in; empty where nobody is configured
 * @param password of that user
 * @param connectionsMax how many connections a node keeps at most
 */
public record Database(
        @DefaultValue("jdbc:postgresql://127.0.0.1:5432/retrace")
        String url,

        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("20") int connectionsMax) {

    /** The same for whoever connects. */
    public DatabaseSettings login() {
        return new DatabaseSettings(url, user, password, connectionsMax);
    }

    @Override
    public String toString() {
        return "Database[url=" + url + ", user=" + user + "]";
    }
}
