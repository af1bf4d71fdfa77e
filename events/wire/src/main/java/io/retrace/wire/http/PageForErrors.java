package io.retrace.wire.http;

import org.springframework.http.ResponseEntity;

/** The page that tells a person of an error; the service that answers their browser has one. */
public interface PageForErrors {

    /** The way there; of the error no more than a client may know. */
    ResponseEntity<byte[]> tell(ApiError error);
}
