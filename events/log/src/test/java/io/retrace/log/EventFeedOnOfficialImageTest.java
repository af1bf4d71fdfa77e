package io.retrace.log;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same on the official image of PostgreSQL. */
@Testcontainers(disabledWithoutDocker = true)
class EventFeedOnOfficialImageTest extends EventFeedTest {

    @Container
    private static final PostgreSQLContainer POSTGRES = OfficialImages.postgres();

    @Override
    TestLog newLog() {
        return TestLog.create(OfficialImages.server(POSTGRES));
    }
}
