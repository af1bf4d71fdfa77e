package io.retrace.log;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The real connections of a pool; counts the statements that are prepared on them. */
final class CountingSource extends DelegatingDataSource {

    private final AtomicInteger statements = new AtomicInteger();

    CountingSource(HikariDataSource source) {
        super(source);
    }

    EventDatabase database(EventDatabase real) {
        var pool = real.pool();
        return new EventDatabase(new Pool(pool.source(), pool.direct(), JdbcClient.create(this), pool.transactions()));
    }

    int statements() {
        return statements.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.incrementAndGet();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
