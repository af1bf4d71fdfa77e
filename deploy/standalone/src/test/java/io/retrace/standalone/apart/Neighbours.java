package io.retrace.standalone.apart;

import io.retrace.standalone.broker.KafkaBroker;
import io.retrace.standalone.mail.MailCatcher;
import io.retrace.standalone.port.LoopbackPort;
import io.retrace.standalone.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** What an operator brings: a PostgreSQL that the runbook prepared, a broker and a mail server. */
public record Neighbours(PostgresServer postgres, KafkaBroker broker, MailCatcher mail) implements AutoCloseable {

    private static final String OWNER = "retrace_owner";
    private static final String OWNER_PASSWORD = "owner-7f3a";

    static final Map<String, String> PASSWORDS = Map.of(
            "owner_password", OWNER_PASSWORD,
            "command_password", "command-c41d",
            "query_password", "query-09be",
            "courier_password", "courier-5e27");

    /** Starts them on free ports; the databases are empty, the logins are there. */
    public static Neighbours start(Path directory) throws SQLException {
        var postgres = PostgresServer.start(directory, LoopbackPort.findFree());
        var broker = KafkaBroker.start(directory, LoopbackPort.findFree());
        var mail = MailCatcher.start(LoopbackPort.findFree(), LoopbackPort.findFree());
        Runbook.prepare(
                postgres.jdbcUrl("postgres"), PostgresServer.SUPERUSER, postgres.superuserPassword(), PASSWORDS);
        return new Neighbours(postgres, broker, mail);
    }

    public String logUrl() {
        return postgres.jdbcUrl("retrace");
    }

    public String courierUrl() {
        return postgres.jdbcUrl("retrace_courier");
    }

    public String smtpUri() {
        return "smtp://127.0.0.1:" + mail.smtpPort() + "/?disable_starttls=true";
    }

    /** A database setting for a service's login. */
    public static Map<String, String> login(String prefix, String url, String service) {
        return Map.of(
                prefix + ".url",
                url,
                prefix + ".user",
                "retrace_" + service + "_service",
                prefix + ".password",
                PASSWORDS.getOrDefault(service + "_password", ""));
    }

    /** A database setting for the owner of the schemas. */
    public static Map<String, String> owner(String prefix, String url) {
        return Map.of(prefix + ".url", url, prefix + ".user", OWNER, prefix + ".password", OWNER_PASSWORD);
    }

    @Override
    public void close() {
        mail.close();
        broker.close();
        postgres.close();
    }
}
