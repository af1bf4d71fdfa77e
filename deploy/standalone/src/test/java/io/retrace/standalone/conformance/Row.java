package io.retrace.standalone.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the peer's expectations.
 *
 * @param number its number, three digits
 * @param section the letter and title of what it belongs to
 * @param clients whom it concerns: B, S, N, O or - for none
 * @param topic what is expected of what, in a few words
 */
record Row(String number, Section section, String clients, String topic) {

    /** A part of the list. */
    record Section(String letter, String title) {}

    /** All of them, in order. */
    static List<Row> all() {
        var rows = new ArrayList<Row>();
        var section = new Section("", "");
        for (var line : Table.allLines("/conformance/rows.txt")) {
            if (line.matches("# [A-Z]: .*")) {
                section = new Section(line.substring(2, 3), line.substring(5));
            } else if (!line.startsWith("#")) {
                var parts = line.split(" ", 3);
                rows.add(new Row(parts[0], section, parts[1], parts[2]));
            }
        }
        return rows;
    }
}
