package io.retrace.standalone.incident;

/** Where to ask; none ends with a slash. */
public record Ports(String publicApi, String adminApi, String mailCatcher) {}
