package io.retrace.standalone.conformance;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Which tests of the whole repository bear a tag; the JDK's own parser reads the sources, so that no module need be built. */
public final class TaggedTests {

    private static final Path REPOSITORY = Path.of("../..");

    private TaggedTests() {}

    /** Tests by tag, as {@code SubmitCodeTest.works_once}. */
    public static Map<String, SortedSet<String>> read() {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(sources());
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
            var found = new TreeMap<String, SortedSet<String>>();
            for (var unit : task.parse()) {
                new Tags().scan(unit, found);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() throws IOException {
        var tests = FileSystems.getDefault().getPathMatcher("glob:**/src/test/java/**{Test,IT}.java");
        try (Stream<Path> files = Files.walk(REPOSITORY.toAbsolutePath().normalize())) {
            return files.filter(tests::matches).sorted().toList();
        }
    }

    private static final class Tags extends TreeScanner<@Nullable Void, Map<String, SortedSet<String>>> {

        private String type = "";

        @Override
        public @Nullable Void visitClass(ClassTree tree, Map<String, SortedSet<String>> found) {
            var outer = type;
            type = type.isEmpty() ? tree.getSimpleName().toString() : type + "." + tree.getSimpleName();
            super.visitClass(tree, found);
            type = outer;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, Map<String, SortedSet<String>> found) {
            for (var annotation : method.getModifiers().getAnnotations()) {
                if (annotation.getAnnotationType().toString().equals("Tag")) {
                    found.computeIfAbsent(value(annotation), _ -> new TreeSet<>())
                            .add(type + "." + method.getName());
                }
            }
            return null;
        }

        private static String value(AnnotationTree tag) {
            var argument = tag.getArguments().getFirst().toString();
            return argument.substring(argument.indexOf('"') + 1, argument.lastIndexOf('"'));
        }
    }
}
