-- Views of the log: everything here can be dropped and built again from it. Run by the owner role.

-- How far each view has come, and which of its generations that is; its row's lock lets one node at a time write the view.
create table view.progress (
    name        text    primary key,
    generation  integer not null default 1,
    position    bigint  not null,
    incarnation integer not null
);

-- The next generation of a view, while it is built (docs/decisions/0021): view.audit's generation 8 is view.audit_8.
-- There is such a table when, and only when, there is its row here; the row's lock lets one node at a time fill it. What it
-- was built from so far: the log up to a position, and so many events of that.
create table view.rebuild (
    name        text        primary key,
    generation  integer     not null,
    position    bigint      not null default 0,
    events      bigint      not null default 0,
    incarnation integer     not null,
    since       timestamptz not null default clock_timestamp()
);

-- Flow documents as the flow's events left them, up to a sequence; what is closed stays closed.
create table view.recovery_flow (
    id       uuid   primary key,
    sequence bigint not null,
    document bytea  not null
);
create table view.settings_flow (
    id       uuid   primary key,
    sequence bigint not null,
    document bytea  not null
);

-- What the audit trail is searched by: a row an event (docs/decisions/0029). An address stands here as its MAC under the
-- search key, where the log has it closed; a client's network in the clear, so that it can be searched by CIDR, until the
-- view is built anew without the day's key. Words are compared as bytes, whatever the database's language.
create table view.audit (
    position    bigint primary key,
    recorded_at timestamptz not null,
    stream      text collate "C" not null,
    correlation text collate "C" not null,
    type        text collate "C" not null,
    outcome     text collate "C" not null,
    actor       text collate "C" not null,
    identity    uuid,
    session     uuid,
    address     uuid,
    client      inet,
    agent       text collate "C",
    trace       uuid
);
create index audit_correlation on view.audit (correlation, position);
create index audit_stream on view.audit (stream, position);
create index audit_type on view.audit (type, position);
create index audit_outcome on view.audit (outcome, position);
create index audit_actor on view.audit (actor, position);
create index audit_identity on view.audit (identity, position) where identity is not null;
create index audit_session on view.audit (session, position) where session is not null;
create index audit_address on view.audit (address, position) where address is not null;
create index audit_client on view.audit (client, position) where client is not null;
create index audit_agent on view.audit (agent, position) where agent is not null;
create index audit_trace on view.audit (trace, position) where trace is not null;

-- Which identities there are, and which sessions each was issued, by where the log has their beginning. What is so of
-- them is folded from their streams at every read; personal data is not here.
create table view.identity (
    id       uuid   primary key,
    position bigint not null unique
);
create table view.session (
    id       uuid   primary key,
    identity uuid   not null,
    position bigint not null
);
create index session_identity on view.session (identity, position desc);

-- Whose each address is or was, by where the log has its first claim (docs/decisions/0031).
create table view.address (
    id       uuid   primary key,
    identity uuid   not null,
    position bigint not null
);

/*
 * Gives up the generation that is being built, if there is one. True if there was.
 */
create function view.drop_rebuild(p_view text) returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '20s'
as
$$
declare
    v_generation int;
begin
    delete from view.rebuild r where r.name = p_view returning r.generation into v_generation;
    if found then
        execute format('drop table view.%I', p_view || '_' || v_generation);
    end if;
    return v_generation is not null;
end
$$;

/*
 * Begins the next generation of a view, with an empty table of the same shape; one that is being built already goes on,
 * unless it follows another life of the log.
 */
create function view.begin_rebuild(p_view text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '20s'
as
$$
declare
    v_head       log.event_head%rowtype;
    v_generation int;
    v_table      text;
begin
    -- the tables that hold views, and no others: our rights are the owner's
    if p_view not in ('recovery_flow', 'settings_flow', 'audit', 'identity', 'session', 'address') then
        raise exception 'no such view: %', p_view;
    end if;
    insert into view.progress (name, position, incarnation) select p_view, 0, h.incarnation from log.event_head h
    on conflict do nothing;
    -- in the order in which whoever builds it locks them
    perform from view.rebuild r where r.name = p_view for update;
    select p.generation + 1 into strict v_generation from view.progress p where p.name = p_view for update;
    select h.* into strict v_head from log.event_head h;
    perform view.drop_rebuild(p_view) from view.rebuild r
      where r.name = p_view and (r.incarnation <> v_head.incarnation or r.position > v_head.position);
    insert into view.rebuild (name, generation, incarnation) values (p_view, v_generation, v_head.incarnation)
    on conflict do nothing;
    if found then
        v_table := p_view || '_' || v_generation;
        execute format('create table view.%I (like view.%I including all)', v_table, p_view);
        execute format('grant select, insert, update, delete on view.%I to retrace_query', v_table);
        execute format('grant select on view.%I to retrace_replay', v_table);
    end if;
end
$$;

/*
 * Puts the generation that was built in the place of the view's table, which is dropped. Readers wait for this
 * transaction, and this waits for the statements of readers, but not for long: then it fails with lock_not_available.
 */
create function view.switch_generation(p_view text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
-- longer than deadlock_timeout, after which an autovacuum in the way is ended
set lock_timeout = '2s'
-- a rough look at the new table is enough until autovacuum takes a closer one
set default_statistics_target = 10
as
$$
declare
    v_built view.rebuild%rowtype;
    v_table text;
begin
    delete from view.rebuild r where r.name = p_view returning r.* into strict v_built;
    v_table := p_view || '_' || v_built.generation;
    update view.progress p
       set generation = v_built.generation, position = v_built.position, incarnation = v_built.incarnation
     where p.name = p_view;
    execute format('analyze view.%I', v_table);
    execute format('drop table view.%I', p_view);
    execute format('alter table view.%I rename to %I', v_table, p_view);
end
$$;

revoke all on function view.drop_rebuild, view.begin_rebuild, view.switch_generation from public;
grant usage on schema view to retrace_query;
grant execute on function view.drop_rebuild, view.begin_rebuild, view.switch_generation to retrace_query;
grant select, insert, update, delete
   on view.progress, view.recovery_flow, view.settings_flow, view.audit, view.identity, view.session, view.address
   to retrace_query;
-- its rows come and go with the tables that they stand for
grant select, update (position, events) on view.rebuild to retrace_query;

-- What was told again: kept, whatever becomes of the views.
create schema replay;

-- Who tells history again reads, and writes nothing but its report. The query-service becomes it for that, and only for that.
do $$
begin
    if not exists (select 1 from pg_roles where rolname = 'retrace_replay') then
        create role retrace_replay nologin;
    end if;
end
$$;

create table replay.run (
    id            uuid        primary key,
    actor         text        not null,
    request       jsonb       not null,
    requested_at  timestamptz not null,
    from_position bigint      not null,
    to_position   bigint      not null,
    status        text        not null default 'queued'
                  check (status in ('queued', 'running', 'completed', 'cancelled', 'failed')),
    position      bigint      not null default 0,
    seen_at       timestamptz not null default clock_timestamp(),
    ended_at      timestamptz,
    report        jsonb
);
create index run_requested on replay.run (requested_at);
create index run_open on replay.run (requested_at) where status in ('queued', 'running');

grant usage on schema replay to retrace_query, retrace_replay;
grant select, insert, update (status, position, seen_at, ended_at, report) on replay.run to retrace_query;
grant usage on schema log, view to retrace_replay;
grant select on log.event, log.event_head to retrace_replay;
grant select on view.audit to retrace_replay;
grant select, update (status, position, seen_at, ended_at, report) on replay.run to retrace_replay;
do $$
begin
    -- whoever made the role for us may have done this as well
    if not pg_has_role('retrace_query', 'retrace_replay', 'SET') then
        grant retrace_replay to retrace_query with inherit false, set true;
    end if;
end
$$;
