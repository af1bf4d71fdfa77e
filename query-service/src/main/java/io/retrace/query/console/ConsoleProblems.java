package io.retrace.query.console;

import io.retrace.query.audit.MalformedSearch;
import io.retrace.wire.access.CannotTell;
import io.retrace.wire.access.NotOnRecord;
import io.retrace.wire.access.Reveal.RevealRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What goes wrong in the console, as a page. Before the answers of the API. */
@RestControllerAdvice(basePackages = "io.retrace.query.console")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConsoleProblems {

    private static final Logger log = LoggerFactory.getLogger(ConsoleProblems.class);

    private final Notices notices;

    ConsoleProblems(Notices notices) {
        this.notices = notices;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> malformed(MalformedSearch e, HttpServletRequest request) {
        return notices.malformed(request, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(RevealRefused refused, HttpServletRequest request) {
        var problem = refused.problem();
        return notices.page(
                request,
                problem.status(),
                "It stays closed",
                problem.detail(),
                "Personal data is opened for responders who say why; that they did is on record.");
    }

    @ExceptionHandler
    ResponseEntity<byte[]> notOnRecord(NotOnRecord e, HttpServletRequest request) {
        log.warn("refused, since it could not be put on record cause={}", e.getMessage());
        return notices.unavailable(
                request, "That this was asked cannot be put on record at the moment, so it is not answered.");
    }

    @ExceptionHandler
    ResponseEntity<byte[]> tooMuch(QueryTimeoutException e, HttpServletRequest request) {
        return notices.page(
                request,
                HttpStatus.SERVICE_UNAVAILABLE,
                "That took too long",
                "The database worked on this search for as long as it may.",
                "Choose a shorter range, or narrow the search.");
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class, CannotTell.class})
    ResponseEntity<byte[]> unavailable(RuntimeException e, HttpServletRequest request) {
        log.warn("unavailable cause={}", e.getClass().getSimpleName());
        return notices.unavailable(request, "The audit trail cannot be read at the moment.");
    }

    /** An answer that has begun cannot be taken back: then the failure breaks the connection off. */
    @ExceptionHandler
    ResponseEntity<byte[]> unexpected(RuntimeException e, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw e;
        }
        log.error("unexpected failure", e);
        return notices.page(
                request,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Nobody expected this",
                "The console failed; what happened stands in the log of the service.",
                "Go back and try another way, and tell whoever runs Retrace.");
    }
}
