package io.retrace.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.model.event.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest {

    private TestLog test;

    @BeforeEach
    void open() {
        test = TestLog.create();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void a_pool_whose_first_connection_breaks_while_it_is_made_is_whole_with_the_next(int answer) throws Exception {
        try (var wire = CuttingProxy.to(TestServer.embedded())) {
            wire.cutAnswer(answer);
            try (var pool = Pool.open("broken-first", wire.through(test.settings("command")))) {
                await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> one(pool) == 1);
            }
        }
    }

    @Test
    void a_pool_that_readers_use_up_keeps_no_append_waiting() throws Exception {
        var login = test.settings("command");
        var smallest = new DatabaseSettings(login.url(), login.user(), login.password(), 4);
        try (var database = new EventDatabase(Pool.open("used-up", smallest));
                var log = new EventLog(database, new EventCodec(), Clock.systemUTC(), Duration.ofSeconds(10));
                var first = database.pool().source().getConnection();
                var second = database.pool().source().getConnection();
                var third = database.pool().source().getConnection();
                var fourth = database.pool().source().getConnection()) {
            assertThat(List.of(first, second, third, fourth)).hasSize(4);

            assertThat(log.append(Sample.append())).isEqualTo(new Appended.Committed(1));
        }
    }

    private static int one(Pool pool) {
        return pool.jdbc().sql("select 1").query(Integer.class).single();
    }
}
