package io.retrace.standalone.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of a backup and the SHA-256 of each, in the form of {@code sha256sum}, so that
 * {@code sha256sum -c manifest.sha256} checks it as well.
 *
 * @param sums hex by path below the backup
 */
record Manifest(SortedMap<String, String> sums) {

    static final String FILE = "manifest.sha256";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\S.*)");

    Manifest {
        sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The manifest as its file holds it. */
    String text() {
        return sums.entrySet().stream()
                .map(file -> file.getValue() + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
    }

    /** @throws IllegalStateException when the directory holds no manifest, or one that was damaged */
    static Manifest of(Path backup) throws IOException {
        var file = backup.resolve(FILE);
        if (!Files.exists(file)) {
            throw new IllegalStateException("this is no backup, it holds no " + FILE + ": " + backup);
        }
        var sums = new TreeMap<String, String>();
        for (var line : Files.readAllLines(file)) {
            var parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalStateException("the backup is damaged: a line of " + file + " is no checksum");
            }
            sums.put(parts.group(2), parts.group(1));
        }
        return new Manifest(sums);
    }

    /**
     * Reads every file of the backup again and compares.
     *
     * @throws IllegalStateException when a file is missing, changed or not listed
     */
    void verify(Path backup) throws IOException {
        var found = new TreeMap<String, String>();
        try (var tree = Files.walk(backup)) {
            for (var file : tree.filter(Files::isRegularFile).toList()) {
                found.put(backup.relativize(file).toString(), sum(file));
            }
        }
        found.remove(FILE);
        for (var file : sums.entrySet()) {
            if (!file.getValue().equals(found.remove(file.getKey()))) {
                throw new IllegalStateException(
                        "the backup is damaged: " + backup.resolve(file.getKey()) + " is missing or changed");
            }
        }
        if (!found.isEmpty()) {
            throw new IllegalStateException(
                    "the backup is damaged: " + backup.resolve(found.firstKey()) + " is not in its manifest");
        }
    }

    private static String sum(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }
}
