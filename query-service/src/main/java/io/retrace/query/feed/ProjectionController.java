package io.retrace.query.feed;

import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the views are, for operators; and building one anew while it is read (ADR-0021). */
@RestController
final class ProjectionController {

    private static final String ONE = "/admin/projections/{name}";
    private static final String REBUILD = ONE + "/rebuild";

    private final Followers followers;
    private final Urls urls;

    ProjectionController(Followers followers, Urls urls) {
        this.followers = followers;
        this.urls = urls;
    }

    @GetMapping("/admin/projections")
    ResponseEntity<byte[]> list() {
        var body = WireJson.mapper().createArrayNode();
        followers.statuses().forEach(status -> body.add(ProjectionJson.of(status)));
        return Answers.json(200, body);
    }

    @GetMapping(ONE)
    ResponseEntity<byte[]> one(@PathVariable("name") String name) {
        return ofView(name, follower -> Answers.json(200, ProjectionJson.of(follower.status())));
    }

    /** Answers at once; how far it is stands at the location. Asked for again, the same rebuild goes on. */
    @PostMapping(REBUILD)
    ResponseEntity<byte[]> rebuild(@PathVariable("name") String name) {
        return ofView(name, follower -> {
            follower.rebuild();
            var location = new HttpHeaders();
            location.add(HttpHeaders.LOCATION, urls.adminBase() + "/projections/" + name);
            return Answers.json(202, ProjectionJson.of(follower.status()), location);
        });
    }

    /** The view stays as it is. */
    @DeleteMapping(REBUILD)
    ResponseEntity<byte[]> giveUp(@PathVariable("name") String name) {
        return ofView(
                name,
                follower -> follower.giveUpRebuild()
                        ? ResponseEntity.noContent().build()
                        : ApiError.notLocated().answer());
    }

    private ResponseEntity<byte[]> ofView(String name, Function<Follower, ResponseEntity<byte[]>> answer) {
        return followers
                .named(name)
                .map(answer)
                .orElseGet(() -> ApiError.notLocated().answer());
    }
}
