package io.retrace.model.event;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.policy.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** {@code docs/audit.md}: every event, from the sealed types and what their Javadoc says. */
final class EventsPage {

    private static final Path SOURCES = Path.of("src/main/java/io/retrace/model/event");
    private static final String INTRODUCTION = """
            # What is on record

            Made by `make docs` from the sealed types of `events/model`; do not edit. `make test` fails when an event type is missing here or the page is stale.

            Every event stands in the log for ever, in an envelope: id, position, stream and sequence, `at` (claimed by the edge) and `recorded_at` (by the log), actor, client address and user agent (closed),
            trace id, causation and correlation, policy hash, software version, and what the decision spent of budgets. The relay puts each one on the Kafka topic `retrace.events` as well.

            | class of a field | what it is | who sees it |
            |---|---|---|
            | fact | ids, times, numbers, reasons | auditors and responders |
            | personal | closed under the key of its subject; gone when that key is destroyed | nobody; a responder who reveals it, with a reason that is an event too |
            | MAC | of a secret, under a key of the service | auditors; nothing can be redeemed with it |
            | pseudonym | MAC of an address or a network | auditors; the same one for the same address, until the key is rotated |
            | letter | closed for the courier of that day, whose key is destroyed after 7 days | nobody |

            """;

    private final Map<String, DocCommentTree> comments = new HashMap<>();

    private EventsPage() {}

    static String text() {
        var page = new EventsPage();
        page.read();
        var text = new StringBuilder(INTRODUCTION);
        for (var lifecycle : Event.class.getPermittedSubclasses()) {
            page.lifecycle(lifecycle, text);
        }
        return text.toString().stripTrailing() + "\n";
    }

    /** The first sentence of an event's Javadoc; empty when it has none. */
    static String meaning(EventType type) {
        var page = new EventsPage();
        page.read();
        return page.sentence(type.eventClass());
    }

    private void read() {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var sources = Stream.of(Event.class.getPermittedSubclasses())
                    .map(lifecycle -> SOURCES.resolve(lifecycle.getSimpleName() + ".java"))
                    .toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                new TreePathScanner<Void, String>() {
                    @Override
                    public Void visitClass(ClassTree type, String outer) {
                        var name =
                                outer.isEmpty() ? type.getSimpleName().toString() : outer + "." + type.getSimpleName();
                        var comment = trees.getDocCommentTree(getCurrentPath());
                        if (comment != null) {
                            comments.put(name, comment);
                        }
                        return super.visitClass(type, name);
                    }
                }.scan(new TreePath(unit), "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lifecycle(Class<?> lifecycle, StringBuilder text) {
        text.append("## ")
                .append(lifecycle.getSimpleName().replace("Event", ""))
                .append("\n\n");
        text.append(sentence(lifecycle)).append("\n\n");
        Arrays.stream(EventType.values())
                .filter(type -> lifecycle.isAssignableFrom(type.eventClass()))
                .forEach(type -> event(type, text));
    }

    private void event(EventType type, StringBuilder text) {
        text.append("### `").append(type.wireName()).append("`\n\n");
        text.append(words(comment(type.eventClass()).getFullBody())).append("\n\n");
        var parameters = comment(type.eventClass()).getBlockTags().stream()
                .filter(ParamTree.class::isInstance)
                .map(ParamTree.class::cast)
                .collect(Collectors.toMap(tag -> tag.getName().toString(), tag -> words(tag.getDescription())));
        text.append("| field | class | meaning |\n|---|---|---|\n");
        for (var field : type.eventClass().getRecordComponents()) {
            if (!field.getName().equals("at")) {
                row(field, parameters.getOrDefault(field.getName(), ""), text);
            }
        }
        text.append("\n");
    }

    private static void row(RecordComponent field, String meaning, StringBuilder text) {
        boolean optional = field.getType() == Optional.class;
        text.append("| `").append(snake(field.getName())).append('`').append(optional ? ", may lack" : "");
        text.append(" | ").append(classOf(field.getGenericType()));
        text.append(" | ").append(meaning.replace("|", "\\|")).append(" |\n");
    }

    private static String classOf(Type type) {
        if (type instanceof ParameterizedType of) {
            return classOf(of.getActualTypeArguments()[0]);
        }
        if (type == Sealed.class) {
            return "personal";
        }
        if (type == SecretMac.class) {
            return "MAC";
        }
        if (type == SealedLetter.class) {
            return "letter";
        }
        if (type == BudgetKey.class) {
            return "pseudonym";
        }
        if (type == Beginning.class) {
            return "fact, with a request URL that is personal";
        }
        if (type == Notice.class) {
            return "fact, with what was typed, which is personal";
        }
        return type == Policy.class ? "fact: every limit" : "fact";
    }

    private String sentence(Class<?> type) {
        return words(comment(type).getFirstSentence());
    }

    private DocCommentTree comment(Class<?> type) {
        var outer = type.getEnclosingClass();
        var name = outer == null ? type.getSimpleName() : outer.getSimpleName() + "." + type.getSimpleName();
        var comment = comments.get(name);
        if (comment == null) {
            throw new AssertionError(name + " has no Javadoc");
        }
        return comment;
    }

    private static String words(List<? extends DocTree> trees) {
        return trees.stream()
                .map(DocTree::toString)
                .collect(Collectors.joining())
                .replaceAll("\\{@(?:code|link|value) #?((?:[^{}]|\\{[^{}]*})*)}", "`$1`")
                .replace("\\u2026", "…")
                .replaceAll("</?(?:em|p)>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
