package io.retrace.bench;

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
    private final Connection connection;
    private final Requests requests;
    private final byte[] create;
    private int turn;

    Journey(List<String> addresses, Setting setting) {
        this.addresses = List.copyOf(addresses);
        this.mailbox = setting.mailbox();
        int port = setting.server().publicPort();
        this.connection = new Connection(port);
        this.requests = new Requests(port);
        this.create = requests.get(RequestPart.OPENING);
    }

    /** What did not go as it should, in words that may be counted. */
    private static final class Broken extends Exception {

        private static final long serialVersionUID = 1L;

        private final String kind;

        Broken(String kind) {
            super(kind, null, false, false);
            this.kind = kind;
        }
    }

    @Override
    public void work(Recorder recorder) throws IOException, InterruptedException {
        try {
            travel(addresses.get(turn++ % addresses.size()), recorder);
        } catch (Broken e) {
            recorder.failed(e.kind);
        }
    }

    private void travel(String address, Recorder recorder) throws IOException, InterruptedException, Broken {
        long began = System.nanoTime();
        var flow = send(CREATE, create, recorder).textAfter(ID).orElseThrow(() -> new Broken("create: no id"));
        var path = "/self-service/recovery?flow=" + flow;
        var expected = mailbox.expect(address);
        send(ADDRESS, requests.post(path, form("email", address)), recorder);
        long answered = System.nanoTime();
        var mail = expected.await().orElseThrow(() -> new Broken("mail: none came"));
        recorder.took(MAIL, answered, mail.arrivedNanos());
        var confirmed = send(CODE, requests.post(path, form("code", mail.code())), recorder);
        if (confirmed.textAfter(TOKEN).isEmpty()) {
            throw new Broken("code: no session token");
        }
        recorder.took(WHOLE, began, System.nanoTime());
    }

    private Answer send(String step, byte[] request, Recorder recorder) throws IOException, Broken {
        long from = System.nanoTime();
        var answer = connection.send(request);
        if (answer.status() != OK) {
            throw new Broken(step + ": status " + answer.status());
        }
        recorder.took(step, from, System.nanoTime());
        return answer;
    }

    private static String form(String field, String value) {
        return "{\"method\":\"code\",\"" + field + "\":\"" + value + "\"}";
    }

    @Override
    public void close() {
        connection.close();
    }
}
