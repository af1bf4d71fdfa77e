package io.retrace.command.session;

import io.retrace.command.CommandSide;
import io.retrace.command.axon.Commands;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.Requests;
import io.retrace.command.http.ReturnUrls;
import io.retrace.log.OwnSessions;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.SessionCookie;
import io.retrace.wire.http.Urls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what ends sessions. */
@Configuration(proxyBeanMethods = false)
public class SessionConfiguration {

    @Bean
    OwnSessionsController ownSessionsController(Commands commands, Requests requests, CommandSide side) {
        return new OwnSessionsController(commands, requests, new OwnSessions(side.database(), side.codec()));
    }

    @Bean
    LogoutController logoutController(
            Commands commands,
            Requests requests,
            CommandSide side,
            ReturnUrls returnUrls,
            ErrorPages errors,
            CsrfCookie csrf,
            SessionCookie cookies,
            Urls urls) {
        return new LogoutController(commands, requests, side.secrets(), returnUrls, errors, csrf, cookies, urls);
    }
}
