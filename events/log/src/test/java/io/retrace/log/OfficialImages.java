package io.retrace.log;

import org.testcontainers.postgresql.PostgreSQLContainer;

/** The images that the tests run on where there is Docker; their tags stand in the root pom. */
public final class OfficialImages {

    private OfficialImages() {}

    /** A PostgreSQL, set up as the embedded one is. */
    public static PostgreSQLContainer postgres() {
        return new PostgreSQLContainer(tag("postgres"))
                .withUsername(TestServer.SUPERUSER)
                .withPassword(TestServer.PASSWORD)
                .withCommand("postgres", "-c", "max_connections=" + TestServer.CONNECTIONS_MAX);
    }

    /** Where a started one is. */
    public static TestServer server(PostgreSQLContainer started) {
        return new TestServer(started.getHost(), started.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT));
    }

    /** An image with its tag, by the name of its program. */
    public static String tag(String program) {
        var tag = System.getProperty("retrace.image." + program);
        if (tag == null) {
            throw new IllegalStateException("the build passes the tag of the image as retrace.image." + program);
        }
        return tag;
    }
}
