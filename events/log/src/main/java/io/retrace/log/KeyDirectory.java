package io.retrace.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key files of a service: {@code <name>.keys}, a line a key, {@code <number> <base64 of 32 bytes>}; lines that
 * start with # are comments. The highest number is used for what is new; {@code standby} behind a key leaves it out of
 * that until every node knows it.
 *
 * @param make whether a missing file is made, as in development; otherwise it stops the start
 */
public record KeyDirectory(Path directory, boolean make) {

    private static final int KEY_BYTES = 32;
    private static final String STANDBY = "standby";
    private static final Logger log = LoggerFactory.getLogger(KeyDirectory.class);

    /**
     * The ring of one purpose.
     *
     * @throws IllegalStateException when the file is missing and may not be made, or is malformed; the message names
     *     the file and no key
     */
    public KeyRing ring(String name) {
        var file = directory.resolve(name + ".keys");
        try {
            if (make && !Files.exists(file)) {
                create(file);
                log.warn("made a new key for development file={}", file.getFileName());
            }
            return parse(file);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the key file " + file + " cannot be read; outside development mode it must exist", e);
        }
    }

    /**
     * Makes the files that are missing, each with one fresh key; those that are there stay as they are.
     *
     * @return the names of those made
     */
    public List<String> makeMissing(List<String> names) {
        try {
            var made = new ArrayList<String>();
            for (var name : names) {
                var file = directory.resolve(name + ".keys");
                if (!Files.exists(file)) {
                    create(file);
                    made.add(name);
                }
            }
            return made;
        } catch (IOException e) {
            throw new IllegalStateException("the key directory " + directory + " cannot be written", e);
        }
    }

    private void create(Path file) throws IOException {
        Files.createDirectories(directory);
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        var line = "1 " + Base64.getEncoder().encodeToString(key) + "\n";
        var part = Files.createTempFile(
                directory,
                "new",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, line, StandardOpenOption.SYNC);
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException _) {
            // another service of this machine was quicker; its key is the one
        } finally {
            Files.delete(part);
        }
    }

    private static KeyRing parse(Path file) throws IOException {
        var keys = new TreeMap<Integer, byte[]>();
        int current = 0;
        for (var line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                var words = line.strip().split("\\s+", 3);
                int number = put(keys, words, file);
                if (!isOnStandby(words, file)) {
                    current = Math.max(current, number);
                }
            }
        }
        if (!keys.containsKey(current)) {
            throw new IllegalStateException(file + ": it must hold a key that is not on standby");
        }
        return new KeyRing(keys, current);
    }

    private static boolean isOnStandby(String[] words, Path file) {
        if (words.length == 3 && !words[2].equals(STANDBY)) {
            throw malformed(file);
        }
        return words.length == 3;
    }

    private static int put(TreeMap<Integer, byte[]> keys, String[] words, Path file) {
        try {
            var key = Base64.getDecoder().decode(words[1]);
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException(file + ": a key must have 32 bytes, one has " + key.length);
            }
            int number = Integer.parseInt(words[0]);
            if (keys.putIfAbsent(number, key) != null) {
                throw new IllegalStateException(file + ": two keys have the number " + words[0]);
            }
            return number;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
            throw malformed(file);
        }
    }

    private static IllegalStateException malformed(Path file) {
        return new IllegalStateException(
                file + ": a line must be \"<number> <base64 of 32 bytes>\", and may end in " + STANDBY);
    }

    /** A directory whose files exist already. */
    public static KeyDirectory existing(Path directory) {
        return new KeyDirectory(directory, false);
    }

    /** Where development keys are made on first start. */
    public static KeyDirectory development(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the key directory " + directory + " cannot be made", e);
        }
        return new KeyDirectory(directory, true);
    }
}
