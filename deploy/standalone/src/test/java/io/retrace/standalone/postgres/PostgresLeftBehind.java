package io.retrace.standalone.postgres;

import io.retrace.standalone.OtherJvm;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A run that gets killed while its server runs. */
final class PostgresLeftBehind {

    private PostgresLeftBehind() {}

    public static void main(String[] arguments) throws InterruptedException {
        PostgresServer.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println(OtherJvm.READY);
        new CountDownLatch(1).await();
    }
}
