package io.retrace.wire.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was typed behind a command: words, and options as {@code --name=soc} or {@code --name soc}. Options with a dot
 * are configuration keys, which somebody else reads.
 */
record TypedWords(List<String> words, Map<String, String> options) {

    TypedWords {
        words = List.copyOf(words);
        options = Map.copyOf(options);
    }

    /** @throws IllegalArgumentException for an option that is not known or has no value */
    static TypedWords of(List<String> typed, Set<String> known) {
        var words = new ArrayList<String>();
        var options = new HashMap<String, String>();
        for (var rest = typed.iterator(); rest.hasNext(); ) {
            var word = rest.next();
            int equals = word.indexOf('=');
            var name = word.substring(0, equals < 0 ? word.length() : equals);
            if (!word.startsWith("--")) {
                words.add(word);
            } else if (known.contains(name.substring(2))) {
                options.put(name.substring(2), value(word, equals, rest));
            } else if (!name.contains(".")) {
                throw new IllegalArgumentException("unknown option " + name);
            }
        }
        return new TypedWords(words, options);
    }

    private static String value(String word, int equals, java.util.Iterator<String> rest) {
        if (equals >= 0) {
            return word.substring(equals + 1);
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(word + " needs a value");
        }
        return rest.next();
    }

    String first() {
        return words.isEmpty() ? "" : words.getFirst();
    }

    String second() {
        return words.size() < 2 ? "" : words.get(1);
    }

    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }
}
