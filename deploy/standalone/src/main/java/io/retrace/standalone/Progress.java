package io.retrace.standalone;

/** What a person at a terminal reads while things start. */
final class Progress {

    private Progress() {}

    static void say(String what) {
        System.out.println("retrace: " + what);
    }
}
