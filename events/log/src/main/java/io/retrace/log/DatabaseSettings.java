package io.retrace.log;

import java.util.Map;

/**
 * Where a database is and who asks.
 *
 * @param connectionsMax size of the pool; 4 to 200: a listener keeps one. The writer's connection comes on top
 */
public record DatabaseSettings(String url, String user, String password, int connectionsMax) {

    public DatabaseSettings {
        if (connectionsMax < 4 || connectionsMax > 200) {
            throw new IllegalArgumentException("connectionsMax must be from 4 to 200, was " + connectionsMax);
        }
    }

    /** The driver's own settings that we rely on. */
    static Map<String, String> driverProperties() {
        return Map.of(
                "ApplicationName", "retrace",
                // what is answered as committed survives a crash, whatever the server's default is
                "options", "-c synchronous_commit=on",
                "prepareThreshold", "1",
                "preparedStatementCacheQueries", "256",
                "reWriteBatchedInserts", "true",
                "connectTimeout", "5",
                "socketTimeout", "30",
                "tcpKeepAlive", "true");
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", user=" + user + "]";
    }
}
