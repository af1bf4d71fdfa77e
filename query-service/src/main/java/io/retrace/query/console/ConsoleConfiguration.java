package io.retrace.query.console;

import io.retrace.query.audit.AuditTrail;
import io.retrace.wire.access.SignIn;
import io.retrace.wire.http.Urls;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Builds what all pages of the console share. */
@Configuration(proxyBeanMethods = false)
public class ConsoleConfiguration {

    @Bean
    Links consoleLinks(Urls urls) {
        return Links.of(urls);
    }

    @Bean
    Assets consoleAssets() {
        return Assets.read();
    }

    @Bean
    Frames consoleFrames(Links links, Assets assets, SignIn signIn, Clock clock) {
        return new Frames(links, assets, signIn, clock);
    }

    @Bean
    Notices consoleNotices(Frames frames) {
        return new Notices(frames);
    }

    @Bean
    Door consoleDoor(Links links, Frames frames, Notices notices) {
        return new Door(links, frames, notices);
    }

    @Bean
    ConsoleProblems consoleProblems(Notices notices) {
        return new ConsoleProblems(notices);
    }

    @Bean
    Starts consoleStarts(AuditTrail trail) {
        return new Starts(trail);
    }

    @Bean
    AssetController consoleAssetController(Assets assets) {
        return new AssetController(assets);
    }

    @Bean
    EntryController consoleEntryController(Frames frames, Notices notices) {
        return new EntryController(frames, notices);
    }

    @Bean
    SignInController consoleSignInController(Frames frames, Links links, SignIn signIn) {
        return new SignInController(frames, links, signIn);
    }

    @Bean
    WebMvcConfigurer formsOfTheConsoleOnly(Notices notices) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new SameSite(notices)).addPathPatterns("/admin/console/**");
            }
        };
    }
}
