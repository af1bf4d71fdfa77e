package io.retrace.standalone.broker;

import io.retrace.standalone.OtherJvm;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A run that gets killed after a record was acknowledged to it. */
final class BrokerLeftBehind {

    private BrokerLeftBehind() {}

    public static void main(String[] arguments) throws Exception {
        var broker = KafkaBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        var clients = new Clients(broker);
        clients.createTopic("crashed");
        clients.send("crashed", "acknowledged");
        System.out.println(OtherJvm.READY);
        new CountDownLatch(1).await();
    }
}
