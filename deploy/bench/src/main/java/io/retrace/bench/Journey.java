package io.retrace.bench;

import io.retrace.bench.Steps.Broken;
import java.io.IOException;
import java.util.List;

/**
 * Whole recoveries, one after the other: create a flow, name the address, read the mail, submit its code, get a session
 * token. Each is that of another of the worker's identities; nobody else recovers those.
 */
final class Journey implements Load.Worker {

    static final String WHOLE = "journey";
    static final String CREATE = "create";
    static final String ADDRESS = "address";
    static final String MAIL = "mail";
    static final String CODE = "code";

    private static final int OK = 200;
    private static final byte[] ID = Bytes.ascii("\"id\":\"");
    private static final byte[] TOKEN = Bytes.ascii("\"ory_session_token\":\"");

    private final List<String> addresses;
    private final Mailbox mailbox;
    private final Steps steps;
    private final Requests requests;
    private final byte[] create;
    private int turn;

    Journey(List<String> addresses, Setting setting) {
        this.addresses = List.copyOf(addresses);
        this.mailbox = setting.mailbox();
        int port = setting.server().publicPort();
        this.steps = new Steps(port);
        this.requests = new Requests(port);
        this.create = requests.get(RequestPart.OPENING);
    }

    @Override
    public void work(Recorder recorder) throws IOException, InterruptedException {
        Steps.counting(recorder, () -> travel(addresses.get(turn++ % addresses.size()), recorder));
    }

    private void travel(String address, Recorder recorder) throws IOException, InterruptedException, Broken {
        long began = System.nanoTime();
        var flow =
                steps.take(CREATE, create, OK, recorder).textAfter(ID).orElseThrow(() -> new Broken("create: no id"));
        var path = "/self-service/recovery?flow=" + flow;
        var expected = mailbox.expect(address);
        steps.take(ADDRESS, requests.post(path, form("email", address)), OK, recorder);
        long answered = System.nanoTime();
        var mail = expected.await().orElseThrow(() -> new Broken("mail: none came"));
        recorder.took(MAIL, answered, mail.arrivedNanos());
        var confirmed = steps.take(CODE, requests.post(path, form("code", mail.code())), OK, recorder);
        if (confirmed.textAfter(TOKEN).isEmpty()) {
            throw new Broken("code: no session token");
        }
        recorder.took(WHOLE, began, System.nanoTime());
    }

    private static String form(String field, String value) {
        return "{\"method\":\"code\",\"" + field + "\":\"" + value + "\"}";
    }

    @Override
    public void close() {
        steps.close();
    }
}
