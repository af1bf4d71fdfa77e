package io.retrace.standalone.pages;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** The Chromium and ChromeDriver of this machine, without a screen and with a profile of its own. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SCREENS = Path.of("target/screens");
    private static final String AXE = resource("/axe.min.js");

    /** The rules of WCAG 2.2 up to AA that a machine can judge. */
    private static final String JUDGE = """
            const done = arguments[arguments.length - 1];
            axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(
              found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' '))),
              failed => done([String(failed)]));""";

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether the machine has both programs. */
    static boolean isInstalled() {
        return chromium().isPresent() && chromeDriver().isPresent();
    }

    /** Starts one that runs scripts. */
    static Browser start() {
        return start(Map.of());
    }

    /** Starts one as if somebody had switched scripts off in its settings. */
    static Browser startWithoutScripts() {
        return start(Map.of("profile.managed_default_content_settings.javascript", 2));
    }

    private static Browser start(Map<String, Object> preferences) {
        var options = new ChromeOptions();
        options.setBinary(chromium().orElseThrow());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=900,900");
        options.setExperimentalOption("prefs", preferences);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromeDriver().orElseThrow())
                .build();
        var driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
        var browser = new Browser(driver);
        browser.speak("en");
        return browser;
    }

    /** From now on it asks for that language. */
    void speak(String language) {
        var agent = String.valueOf(driver.executeScript("return navigator.userAgent"));
        driver.executeCdpCommand(
                "Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", language));
    }

    /** From now on the system is {@code light} or {@code dark}. */
    void paint(String scheme) {
        var feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** From now on its window is as narrow as WCAG 1.4.10 has it. */
    void narrow() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 320, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    void widen() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    boolean isScrolledSideways() {
        return Boolean.TRUE.equals(driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    /** As if it had never been anywhere. */
    void forget() {
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    void open(String url) {
        driver.get(url);
    }

    String url() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    String title() {
        return Objects.requireNonNull(driver.getTitle());
    }

    /** All that there is to read. */
    String text() {
        return find("body").getText();
    }

    /** The text of an element. */
    String text(String css) {
        return find(css).getText();
    }

    Optional<String> attribute(String css, String name) {
        return Optional.ofNullable(find(css).getDomAttribute(name));
    }

    String id(String css) {
        return attribute(css, "id").orElseThrow();
    }

    /** A property of the element's style, as it is drawn. */
    String style(String css, String property) {
        return find(css).getCssValue(property);
    }

    /** Until the cursor is in the element. */
    void awaitFocus(String css) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> hasFocus(css));
    }

    private boolean hasFocus(String css) {
        return driver.switchTo().activeElement().equals(find(css));
    }

    /** Puts a text in the place of what the field holds. */
    void fill(String css, String text) {
        var field = find(css);
        field.clear();
        field.sendKeys(text);
    }

    void click(String css) {
        find(css).click();
    }

    /** Presses and waits until that has led to a page with such a text. */
    void press(String css, String leadsTo) {
        click(css);
        awaitText(leadsTo);
    }

    /** Keys, to whatever has the cursor. */
    void type(CharSequence... keys) {
        var actions = new Actions(driver);
        Stream.of(keys).forEach(actions::sendKeys);
        actions.perform();
    }

    /** Tab, until the cursor is in the element. */
    void tabTo(String css) {
        for (int i = 0; i < 20 && !hasFocus(css); i++) {
            type(Keys.TAB);
        }
        if (!hasFocus(css)) {
            throw new AssertionError("Tab never came to " + css);
        }
    }

    void awaitText(String text) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> text().contains(text));
    }

    /** What is not as WCAG 2.2 AA wants it, a line a rule. */
    List<String> barriers() {
        driver.executeScript(AXE);
        var found = (List<?>) Objects.requireNonNull(driver.executeAsyncScript(JUDGE));
        return found.stream().map(Object::toString).toList();
    }

    /** Keeps what is to be seen, in both schemes; people look at it. */
    void photograph(String name) {
        for (var scheme : List.of("dark", "light")) {
            paint(scheme);
            try {
                Files.createDirectories(SCREENS);
                Files.write(SCREENS.resolve(name + "-" + scheme + ".png"), driver.getScreenshotAs(OutputType.BYTES));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Optional<File> chromium() {
        return onPath("chromium", "chromium-browser", "google-chrome");
    }

    private static Optional<File> chromeDriver() {
        return onPath("chromedriver");
    }

    private static Optional<File> onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> new File(directory, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(Browser.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
