package io.retrace.standalone.pages;

import static org.awaitility.Awaitility.await;

import io.retrace.standalone.Programs;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The Chromium and ChromeDriver of this machine, without a screen and with a profile of its own. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Optional<File> CHROMIUM = Programs.find("chromium", "chromium-browser", "google-chrome");
    private static final Optional<File> CHROMEDRIVER = Programs.find("chromedriver");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether the machine has both programs. */
    static boolean isInstalled() {
        return CHROMIUM.isPresent() && CHROMEDRIVER.isPresent();
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
        options.setBinary(CHROMIUM.orElseThrow());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=900,900");
        options.setExperimentalOption("prefs", preferences);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(CHROMEDRIVER.orElseThrow())
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

    /** From now on its window has that size. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
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

    /** The whole page as it is now, also what is not to be seen. */
    String source() {
        return Objects.requireNonNull(driver.getPageSource());
    }

    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    /** What a script says of the page. */
    @Nullable
    Object ask(String script) {
        return driver.executeScript("return " + script);
    }

    /** What it complained of since it was asked the last time: a policy that is broken, a script that fails. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The cookie of that name. */
    @Nullable
    Cookie cookie(String name) {
        return driver.manage().getCookieNamed(name);
    }

    /** The text of an element. */
    String text(String css) {
        return find(css).getText();
    }

    Optional<String> attribute(String css, String name) {
        return Optional.ofNullable(find(css).getDomAttribute(name));
    }

    /** What a field holds. */
    String value(String css) {
        return Objects.requireNonNull(find(css).getDomProperty("value"));
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

    /** Two clicks, as fast as that; the second hits whatever is there by then. */
    void doubleClick(String css, Duration between) {
        new Actions(driver).click(find(css)).pause(between).click().perform();
    }

    /** Clicks in a moment, when this tab may not be in front any more. */
    void clickSoon(String css) {
        driver.executeScript("const it = arguments[0]; setTimeout(() => it.click(), 500)", find(css));
    }

    /** As if the page had been made otherwise. */
    void change(String css, String attribute, String value) {
        driver.executeScript("arguments[0].setAttribute(arguments[1], arguments[2])", find(css), attribute, value);
    }

    void back() {
        driver.navigate().back();
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** The name of the tab that is in front. */
    String tab() {
        return driver.getWindowHandle();
    }

    /** Opens a tab in front of the others. */
    String openTab() {
        driver.switchTo().newWindow(WindowType.TAB);
        return tab();
    }

    void turnTo(String tab) {
        driver.switchTo().window(tab);
    }

    void closeAllBut(String tab) {
        driver.getWindowHandles().stream().filter(other -> !other.equals(tab)).forEach(other -> {
            turnTo(other);
            driver.close();
        });
        turnTo(tab);
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

    /** The same of a page that only shows it when it is loaded again. */
    void awaitTextAfterReloads(String text) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            reload();
            return text().contains(text);
        });
    }

    /** What is not as WCAG 2.2 AA wants it, a line a rule. */
    List<String> barriers() {
        return Axe.barriers(driver);
    }

    /** Keeps what is to be seen, in both schemes; people look at it. */
    void photograph(String name) {
        for (var scheme : List.of("dark", "light")) {
            paint(scheme);
            Screens.keep(driver, name + "-" + scheme);
        }
    }

    private WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
