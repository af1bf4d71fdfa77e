package io.retrace.standalone.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;

/** The rules of WCAG 2.2 up to AA that a machine can judge. */
final class Axe {

    private static final String AXE = resource("/axe.min.js");

    private static final String JUDGE = """
            const done = arguments[arguments.length - 1];
            axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(
              found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' '))),
              failed => done([String(failed)]));""";

    private Axe() {}

    /** What the page in front breaks, a line a rule. */
    static List<String> barriers(ChromeDriver driver) {
        driver.executeScript(AXE);
        var found = (List<?>) Objects.requireNonNull(driver.executeAsyncScript(JUDGE));
        return found.stream().map(Object::toString).toList();
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(Axe.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
