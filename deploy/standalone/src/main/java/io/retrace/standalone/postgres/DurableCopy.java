package io.retrace.standalone.postgres;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a tree of files that only we can read, forces each to the disk, and keeps the checksum of what was written. */
final class DurableCopy {

    private static final FileAttribute<?> OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OUR_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path root;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final SortedMap<String, String> sums = new TreeMap<>();

    private DurableCopy(Path root) {
        this.root = root;
    }

    /** Begins a tree; its parents are made where they are missing. */
    static DurableCopy into(Path root) throws IOException {
        Files.createDirectories(root.resolveSibling("."));
        Files.createDirectory(root, OUR_DIRECTORY);
        return new DurableCopy(root);
    }

    void directory(String name) throws IOException {
        Files.createDirectory(root.resolve(name), OUR_DIRECTORY);
    }

    /** Copies a file as long as it is now; what is added to it meanwhile is left out. */
    void file(Path source, String name) throws IOException {
        try (var in = FileChannel.open(source)) {
            write(name, in, in.size());
        }
    }

    void text(String name, String text) throws IOException {
        bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(String name, byte[] content) throws IOException {
        write(name, Channels.newChannel(new ByteArrayInputStream(content)), content.length);
    }

    private void write(String name, ReadableByteChannel in, long bytes) throws IOException {
        var digest = Manifest.digest();
        try (var out = FileChannel.open(
                root.resolve(name), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OURS)) {
            long left = bytes;
            while (left > 0 && in.read(buffer.clear().limit((int) Math.min(left, BUFFER_BYTES))) > 0) {
                left -= buffer.position();
                digest.update(buffer.flip());
                buffer.rewind();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
            out.force(true);
        }
        sums.put(name, HexFormat.of().formatHex(digest.digest()));
    }

    /** Forces the directories to the disk too, and gives what was written. */
    Manifest finish() throws IOException {
        try (var tree = Files.walk(root)) {
            for (var directory : tree.filter(Files::isDirectory).toList()) {
                force(directory);
            }
        }
        return new Manifest(sums);
    }

    /** Names that were made, moved or removed in a directory are so on the disk. */
    static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory)) {
            channel.force(true);
        }
    }
}
