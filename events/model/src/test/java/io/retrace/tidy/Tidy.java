package io.retrace.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Name;
import javax.tools.ToolProvider;

/** Rule 3 of the style: a file has at most 250 lines, a method 40. The JDK's own parser counts. */
public final class Tidy {

    private static final int FILE_LINES_MAX = 250;
    private static final int METHOD_LINES_MAX = 40;

    private Tidy() {}

    /** What is too long below a directory of sources, one sentence each. */
    public static List<String> violations(Path directory) {
        var sources = directory.toAbsolutePath();
        try (var paths = Files.walk(sources)) {
            var files = paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException("no Java source below " + sources);
            }
            var violations = new ArrayList<String>();
            for (var file : files) {
                violations.addAll(longFile(sources.relativize(file), file));
            }
            violations.addAll(longMethods(sources, files));
            return violations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> longFile(Path name, Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            long count = lines.count();
            return count > FILE_LINES_MAX ? List.of(name + " has " + count + " lines") : List.of();
        }
    }

    private static List<String> longMethods(Path sources, List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
            var violations = new ArrayList<String>();
            for (var unit : task.parse()) {
                var name = sources.relativize(Path.of(unit.getSourceFile().toUri()));
                new LongMethods(name, unit, Trees.instance(task).getSourcePositions()).scan(unit, violations);
            }
            return violations;
        }
    }

    private static final class LongMethods extends TreeScanner<Void, List<String>> {
        private final Path file;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        private LongMethods(Path file, CompilationUnitTree unit, SourcePositions positions) {
            this.file = file;
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, List<String> violations) {
            long lines = line(positions.getEndPosition(unit, method)) - line(start(method)) + 1;
            if (lines > METHOD_LINES_MAX) {
                violations.add(file + ": " + name(method.getName()) + " has " + lines + " lines");
            }
            return super.visitMethod(method, violations);
        }

        private long start(Tree method) {
            return positions.getStartPosition(unit, method);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }

        private static String name(Name method) {
            return method.contentEquals("<init>") ? "a constructor" : method.toString();
        }
    }
}
