package io.retrace.bench;

/** The bytes of requests to one port. */
final class Requests {

    private final String headers;

    Requests(int port) {
        this.headers = " HTTP/1.1\r\nHost: " + Connection.HOST + ":" + port + "\r\nAccept: application/json\r\n";
    }

    byte[] get(String path) {
        return Bytes.ascii("GET " + path + headers + "\r\n");
    }

    /** A JSON body, in ASCII. */
    byte[] post(String path, String json) {
        return Bytes.ascii("POST " + path + headers + "Content-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json);
    }
}
