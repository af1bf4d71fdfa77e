package io.retrace.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A pool of connections with what is needed to use it. Each service wraps its own in a type of its own, so that
 * composing services in one JVM cannot mix them up.
 *
 * @param direct gives connections beside the pool, to whoever must not wait for readers to give one back
 */
public record Pool(HikariDataSource source, DataSource direct, JdbcClient jdbc, TransactionTemplate transactions)
        implements AutoCloseable {

    private static final Duration CONNECTION_WAIT_MAX = Duration.ofSeconds(5);

    /**
     * Opens a pool; the database need not answer yet.
     *
     * @param name stands in thread names and metrics
     */
    public static Pool open(String name, DatabaseSettings settings) {
        return open(name, settings, Optional.empty());
    }

    /**
     * The same, for whoever wants less than its login may.
     *
     * @param role that every connection of the pool takes on
     */
    public static Pool open(String name, DatabaseSettings settings, String role) {
        return open(name, settings, Optional.of("set role " + role));
    }

    private static Pool open(String name, DatabaseSettings settings, Optional<String> first) {
        var config = new HikariConfig();
        first.ifPresent(config::setConnectionInitSql);
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.connectionsMax());
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1);
        // asked of the first connection otherwise; should that one break meanwhile, no later one is ever accepted
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(CONNECTION_WAIT_MAX.toMillis());
        DatabaseSettings.driverProperties().forEach(config::addDataSourceProperty);
        var source = new HikariDataSource(config);
        var direct = new DriverManagerDataSource(settings.url(), settings.user(), settings.password());
        var properties = new Properties();
        properties.putAll(DatabaseSettings.driverProperties());
        direct.setConnectionProperties(properties);
        return new Pool(
                source, direct, JdbcClient.create(source), new TransactionTemplate(new JdbcTransactionManager(source)));
    }

    @Override
    public void close() {
        source.close();
    }
}
