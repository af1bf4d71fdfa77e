package io.retrace.standalone.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;

/** What the browsers of the tests saw, for people to look at. */
final class Screens {

    private static final Path DIRECTORY = Path.of("target/screens");

    private Screens() {}

    static void keep(TakesScreenshot browser, String name) {
        try {
            Files.createDirectories(DIRECTORY);
            Files.write(DIRECTORY.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
