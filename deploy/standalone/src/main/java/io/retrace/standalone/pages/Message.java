package io.retrace.standalone.pages;

/**
 * A message of a flow, or of one of its fields.
 *
 * @param id of its element, so that a field can say that it is about it
 * @param type {@code info}, {@code error} or {@code success}
 */
record Message(String id, String type, Phrase phrase) {

    boolean isError() {
        return type.equals("error");
    }
}
