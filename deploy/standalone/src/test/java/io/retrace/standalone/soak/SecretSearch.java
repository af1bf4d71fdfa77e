package io.retrace.standalone.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Looks for many texts at once, each in all its spellings, in all bytes of files. Digits count only where they stand
 * alone: six of them are part of many a longer number.
 */
final class SecretSearch {

    private static final int KEY_BYTES = 4;
    private static final int CONTEXT = 60;

    private final Map<Integer, List<Wanted>> byStart = new HashMap<>();
    private final BitSet starts = new BitSet(1 << 16);

    /** @param text as ISO-8859-1, a character for each byte */
    private record Wanted(String secret, String spelling, String text) {

        byte at(int index) {
            return (byte) text.charAt(index);
        }
    }

    /** Where one of them stands, and what stands around it. */
    record Found(String secret, String spelling, Path file, String around) {}

    SecretSearch(Set<String> secrets) {
        for (var secret : secrets) {
            Spellings.of(secret).forEach((spelling, text) -> add(new Wanted(secret, spelling, text)));
        }
    }

    private void add(Wanted wanted) {
        if (wanted.text().length() < KEY_BYTES) {
            throw new IllegalArgumentException("too short to be looked for: " + wanted.secret());
        }
        var start = wanted.text().substring(0, KEY_BYTES).getBytes(ISO_8859_1);
        starts.set(two(start, 0));
        byStart.computeIfAbsent(four(start, 0), _ -> new ArrayList<>()).add(wanted);
    }

    /** How many bytes were looked through, and what was found. */
    record Result(long bytes, int files, List<Found> found) {

        Set<String> secrets() {
            var all = new TreeSet<String>();
            found.forEach(one -> all.add(one.secret()));
            return all;
        }
    }

    /** Looks through every file below a directory, names included. */
    Result in(Path directory, Predicate<Path> isExcluded) throws IOException {
        var found = new ArrayList<Found>();
        long bytes = 0;
        int files = 0;
        try (var tree = Files.walk(directory)) {
            for (var file : tree.filter(path -> !isExcluded.test(path)).toList()) {
                found.addAll(in(file, file.toString().getBytes(ISO_8859_1)));
                if (Files.isRegularFile(file)) {
                    var content = Files.readAllBytes(file);
                    found.addAll(in(file, content));
                    bytes += content.length;
                    files++;
                }
            }
        }
        return new Result(bytes, files, found);
    }

    private List<Found> in(Path file, byte[] content) {
        var found = new ArrayList<Found>();
        for (int at = 0; at + KEY_BYTES <= content.length; at++) {
            if (!starts.get(two(content, at))) {
                continue;
            }
            for (var wanted : byStart.getOrDefault(four(content, at), List.of())) {
                if (standsAt(content, at, wanted)) {
                    found.add(new Found(wanted.secret(), wanted.spelling(), file, around(content, at)));
                }
            }
        }
        return found;
    }

    private static boolean standsAt(byte[] content, int at, Wanted wanted) {
        int end = at + wanted.text().length();
        if (end > content.length) {
            return false;
        }
        for (int i = 0; i < wanted.text().length(); i++) {
            if (content[at + i] != wanted.at(i)) {
                return false;
            }
        }
        return !isDigits(wanted) || (!isPartOfNumber(content, at - 1) && !isPartOfNumber(content, end));
    }

    private static boolean isDigits(Wanted wanted) {
        return wanted.text().equals(wanted.secret()) && wanted.secret().chars().allMatch(Character::isDigit);
    }

    private static boolean isPartOfNumber(byte[] content, int at) {
        return at >= 0 && at < content.length && (Character.isLetterOrDigit(content[at]) || content[at] == '.');
    }

    private static String around(byte[] content, int at) {
        int from = Math.max(0, at - CONTEXT);
        int to = Math.min(content.length, at + CONTEXT);
        return new String(content, from, to - from, ISO_8859_1).replaceAll("\\P{Print}", "?");
    }

    private static int two(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private static int four(byte[] bytes, int at) {
        return (two(bytes, at) << 16) | two(bytes, at + 2);
    }
}
