package io.retrace.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How long a responder waits for a page of the audit trail, by each filter alone and over the whole log; and how fast the
 * view of it is built.
 */
record AuditPart() implements Part {

    static final String NAME = "audit";

    private static final int WORKERS = 2;
    private static final int HISTORY_WORKERS = 4;
    private static final int HISTORY_SECONDS = 5;
    private static final int WARM_UP_SECONDS = 2;
    private static final int SECONDS = 4;
    private static final long EVENTS_MIN = 200_000;
    private static final int VALUES = 300;
    private static final Aim WAIT = new Aim.AtMost(300);
    private static final Aim WAIT_FOR_TIMELINE = new Aim.AtMost(150);
    private static final Aim FOLLOWED = new Aim.AtLeast(5_000);

    /**
     * What is erased in the copies, made up: 1,048,576 clients, four frequent families of software and ten rare ones, a
     * trace for each event, and for every 50th letter an address that people really have.
     */
    private static final String FILL = """
            update view.audit a
               set client = '10.0.0.0'::inet + (hashint8(a.position) & 1048575),
                   agent = case when hashint8(a.position) % 1000 = 7 then 'rare-' || a.position % 10
                                else (array['chrome', 'safari', 'firefox', 'edg'])[1 + a.position % 4] end,
                   trace = md5(a.position::text)::uuid,
                   address = case when a.type = 'recovery.RecoveryEmailRequested' and hashint8(a.position) % 50 = 3
                                  then m.known[1 + a.position % cardinality(m.known)] end
              from (select array_agg(distinct address) as known from view.audit where address is not null) m
             where a.client is null and a.actor <> 'system' and a.actor <> 'courier'""";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        setting.makeHistory(name(), HISTORY_WORKERS, HISTORY_SECONDS);
        try (var log = LogDatabase.open(setting.server().postgres())) {
            log.stopRelay();
            new LogCopies(log).growTo(EVENTS_MIN);
        }
        return searches(setting);
    }

    /** Searches the log that is there; its audit view is built anew before, and what was erased is made up. */
    static List<Figure> searches(Setting setting) throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        Map<String, List<byte[]>> asked;
        Map<String, List<byte[]>> timelines;
        try (var log = LogDatabase.open(setting.server().postgres())) {
            log.awaitViews();
            double built = RebuildPart.rebuild("audit", setting, log);
            figures.add(Figure.of(NAME, "events", (double) log.events(), ""));
            figures.add(new Figure(NAME, "projection", built, "/s", FOLLOWED));
            System.out.println("bench: what is erased is made up");
            log.execute(FILL);
            log.execute("vacuum analyze view.audit");
            asked = requests(setting, log);
            timelines = timelines(setting, log);
        }
        figures.addAll(pages(asked, WAIT, setting));
        figures.addAll(pages(timelines, WAIT_FOR_TIMELINE, setting));
        return figures;
    }

    private static List<Figure> pages(Map<String, List<byte[]>> asked, Aim wait, Setting setting)
            throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        int port = setting.server().adminPort();
        for (var page : asked.entrySet()) {
            var name = page.getKey();
            var requests = page.getValue();
            System.out.println("bench: audit by " + name);
            figures.addAll(setting.run(NAME, WORKERS, WARM_UP_SECONDS, SECONDS, number -> {
                        var random = new SplittableRandom(number);
                        return new RequestWorker(
                                name, port, () -> requests.get(random.nextInt(requests.size())), _ -> {});
                    })
                    .requireNoFailures()
                    .median(name, new Aim.None())
                    .p95(name, wait)
                    .lines());
        }
        return figures;
    }

    private static Map<String, List<byte[]>> requests(Setting setting, LogDatabase log) throws IOException {
        var values = new LinkedHashMap<String, List<String>>();
        values.put("identity", some(log, "identity::text", "identity is not null"));
        values.put("address", setting.addresses());
        values.put("flow", some(log, "substr(stream, 10)", "stream like 'recovery-%'"));
        values.put("session", some(log, "session::text", "session is not null"));
        values.put("client", some(log, "host(client)", "client is not null"));
        values.put("client=network", some(log, "network(set_masklen(client, 24))::text", "client is not null"));
        values.put("agent", some(log, "agent", "agent is not null"));
        values.put("agent=rare", List.of("rare-1", "rare-2", "rare-3"));
        values.put("type", some(log, "type", "true"));
        values.put("outcome", List.of("success", "failure", "neutral"));
        values.put("actor", some(log, "actor", "true"));
        values.put("trace", some(log, "replace(trace::text, '-', '')", "trace is not null"));
        values.put(
                "from",
                some(log, "to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')", "true"));
        var requests = new Requests(setting.server().adminPort());
        var asked = new LinkedHashMap<String, List<byte[]>>();
        values.forEach((filter, all) -> {
            var name = filter.split("=", 2)[0];
            var range = name.equals("from") ? "" : "from_position=1&";
            asked.put(
                    filter.replace('=', ' '),
                    all.stream()
                            .map(value -> requests.get("/admin/audit/events?" + range + name + "=" + value))
                            .toList());
        });
        return asked;
    }

    /** Timelines end now: that of a network is of the last week. */
    private static Map<String, List<byte[]>> timelines(Setting setting, LogDatabase log) throws IOException {
        var requests = new Requests(setting.server().adminPort());
        var paths = new LinkedHashMap<String, List<String>>();
        paths.put(
                "timeline of a flow",
                some(log, "'recoveries/' || substr(stream, 10) || '/timeline'", "stream like 'recovery-%'"));
        paths.put(
                "timeline of an identity",
                some(log, "'identities/' || identity::text || '/timeline'", "identity is not null"));
        paths.put(
                "timeline of an address",
                log.rows(
                        "select 'addresses/' || id::text || '/timeline' from view.address order by random() limit ?",
                        row -> row.getString(1),
                        VALUES));
        paths.put(
                "timeline of a network",
                some(
                        log,
                        "'networks/timeline?network=' || network(set_masklen(client, 24))::text",
                        "client is not null"));
        var asked = new LinkedHashMap<String, List<byte[]>>();
        paths.forEach((name, all) -> asked.put(
                name,
                all.stream().map(path -> requests.get("/admin/audit/" + path)).toList()));
        return asked;
    }

    private static List<String> some(LogDatabase log, String value, String where) {
        var found = log.rows(
                "select " + value + " from view.audit tablesample system (5) where " + where
                        + " order by random() limit ?",
                row -> row.getString(1),
                VALUES);
        LogDatabase.require(!found.isEmpty(), "nothing to search for: " + value);
        return found;
    }
}
