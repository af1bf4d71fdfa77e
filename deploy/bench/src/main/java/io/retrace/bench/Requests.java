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

    /** With cookies, as a page's server reads a flow for its browser. */
    byte[] get(String path, String cookies) {
        return Bytes.ascii("GET " + path + headers + "Cookie: " + cookies + "\r\n\r\n");
    }

    /** As a browser opens a page. */
    byte[] visit(String path, String cookies) {
        return Bytes.ascii("GET " + path + browser(cookies) + "\r\n");
    }

    /** As a browser sends a form, in ASCII. */
    byte[] form(String path, String cookies, String form) {
        return Bytes.ascii("POST " + path + browser(cookies)
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form);
    }

    private String browser(String cookies) {
        var html = headers.replace("application/json", "text/html");
        return cookies.isEmpty() ? html : html + "Cookie: " + cookies + "\r\n";
    }
}
