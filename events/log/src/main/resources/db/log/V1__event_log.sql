-- The event log (docs/decisions/0003). Run by the owner role; services hold one of the group roles below.

do $$
declare
    v_role text;
begin
    foreach v_role in array array['retrace_command', 'retrace_query', 'retrace_courier', 'retrace_keys'] loop
        if not exists (select 1 from pg_roles where rolname = v_role) then
            execute format('create role %I nologin', v_role);
        end if;
    end loop;
end
$$;

-- One row. Its lock is the order of the log. A restored copy gets another incarnation, so that readers that have seen
-- more than it holds notice.
create table log.event_head (
    id          smallint    primary key default 1 check (id = 1),
    position    bigint      not null,
    incarnation integer     not null,
    recorded_at timestamptz not null
);
insert into log.event_head (position, incarnation, recorded_at) values (0, 1, '-infinity');

-- Positions are dense from 1. The body is the envelope but for position and recorded_at, in RFC 8785 form.
create table log.event (
    position    bigint      primary key,
    recorded_at timestamptz not null,
    event_id    uuid        not null unique,
    stream      text        not null,
    sequence    bigint      not null,
    type        text        not null,
    identity    uuid,
    body        bytea       not null,
    unique (stream, sequence)
);
create index event_recorded on log.event (recorded_at);
create index event_operation on log.event (type, position)
 where type in ('operation.PolicyChanged', 'operation.KeyRotated');
-- which sessions an identity was issued; a person's own list and its end wait for no view
create index event_session on log.event (identity, position)
 where type = 'session.SessionIssued';

-- Who owns which address: a view of the log, kept by the append function, because an append must be refused when an
-- address is taken. The index is a MAC under the claim key; no event holds it.
create table log.address_claim (
    address_index bytea not null primary key,
    identity      uuid  not null,
    address_id    uuid  not null
);
create index address_claim_identity on log.address_claim (identity);

-- What was spent of budgets in windows of time: a view of the log, kept by the append function, because an append must be
-- refused when nothing is left. Keys of addresses and networks are MACs under the budget key.
create table log.budget (
    name         text        not null,
    key          text        not null,
    window_from  timestamptz not null,
    window_until timestamptz not null,
    spent        integer     not null,
    primary key (name, key, window_from)
);
create index budget_window on log.budget (window_until);

-- How far an ordered reader that lives on the command side has come.
create table log.follower (
    name        text    primary key,
    position    bigint  not null,
    incarnation integer not null
);

-- Password hashes: immutable rows, written before the event that makes them current. One clock says how old they are.
create table log.password_hash (
    id         uuid        primary key,
    identity   uuid        not null,
    hash       text        not null,
    created_at timestamptz not null default now()
);

-- The public halves of the courier's daily keys.
create table log.courier_key (
    id          text        primary key,
    public_key  bytea       not null,
    valid_from  timestamptz not null,
    valid_until timestamptz not null
);

-- Who may use the admin port (ADR-0030). A token has 256 random bits, so its SHA-256 tells nothing. Only the owner writes.
create table log.access_token (
    id         uuid        primary key,
    name       text        not null,
    roles      text[]      not null,
    hash       bytea       not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

-- Data keys of subjects, wrapped by the key-encryption key. A schema of its own: other role, other backups.
create schema if not exists keys;
create table keys.subject_key (
    subject      text        primary key,
    wrapped_by   integer     not null,
    wrapped_key  bytea,
    created_at   timestamptz not null,
    destroyed_at timestamptz,
    check ((wrapped_key is null) = (destroyed_at is not null))
);

/* Adds up what a batch spends, key by key; tells whether any key is over its limit now, and then it must be undone. */
create function log.spend(s_name text[], s_key text[], s_limit int[], s_from timestamptz[], s_until timestamptz[])
returns boolean
language sql
as
$$
    with wanted as (
        select s.name, s.key, s.window_from, max(s.window_until) as window_until, min(s.spend_limit) as spend_limit,
               count(*)::int as units
          from unnest(s_name, s_key, s_limit, s_from, s_until) as s (name, key, spend_limit, window_from, window_until)
         group by s.name, s.key, s.window_from),
    spent as (
        insert into log.budget as b (name, key, window_from, window_until, spent)
        select w.name, w.key, w.window_from, w.window_until, w.units from wanted w
        on conflict (name, key, window_from) do update set spent = b.spent + excluded.spent
        returning name, key, window_from, spent)
    select coalesce(bool_or(s.spent > w.spend_limit), false)
      from spent s join wanted w using (name, key, window_from)
$$;

/*
 * Appends a batch whose appends must be judged, each alone and in order; for append_events, which holds the head's lock.
 */
create function log.append_judged(
    p_now timestamptz,
    p_append int[], p_event_id uuid[], p_stream text[], p_sequence bigint[], p_type text[], p_identity uuid[],
    p_body bytea[],
    c_append int[], c_release boolean[], c_index bytea[], c_identity uuid[], c_address_id uuid[],
    s_append int[], s_name text[], s_key text[], s_limit int[], s_from timestamptz[], s_until timestamptz[])
returns table (append_no int, outcome text, first_position bigint, recorded_at timestamptz, detail bigint)
language plpgsql
as
$$
declare
    v_head      log.event_head%rowtype;
    v_base      timestamptz;
    v_conflicts int[];
    v_clashes   bigint[];
    v_repeats   int[];
    v_taken     int[] := '{}';
    v_exhausted int[] := '{}';
    v_spends    bigint[] := '{}';
    v_append    int;
    v_spend     bigint;
    v_inserted  bigint;
begin
    select h.* into strict v_head from log.event_head h where h.id = 1 for update;

    select array_agg(a.append_no) filter (where a.clash is not null and a.own < a.events),
           array_agg(a.clash) filter (where a.clash is not null and a.own < a.events),
           array_agg(a.append_no) filter (where a.own = a.events)
      into v_conflicts, v_clashes, v_repeats
      from (select n.append_no, count(*) as events, count(*) filter (where e.event_id = n.event_id) as own,
                   coalesce(min(n.ordinal) filter (where e.event_id <> n.event_id),
                            min(n.ordinal) filter (where e.event_id = n.event_id)) as clash
              from unnest(p_append, p_event_id, p_stream, p_sequence) with ordinality
                       as n (append_no, event_id, stream, sequence, ordinal)
              left join lateral (select x.event_id from log.event x
                                  where x.stream = n.stream and x.sequence = n.sequence limit 1) e on true
             group by n.append_no) a;
    v_conflicts := coalesce(v_conflicts, '{}');
    v_repeats := coalesce(v_repeats, '{}');

    for v_append in
        select distinct a.append_no from unnest(c_append || s_append) as a (append_no)
         where a.append_no <> all (v_conflicts) and a.append_no <> all (v_repeats)
         order by 1
    loop
        select min(s.ordinal) into v_spend
          from unnest(s_append, s_name, s_key, s_limit, s_from) with ordinality
                   as s (append_no, name, key, spend_limit, window_from, ordinal)
          join log.budget b on b.name = s.name and b.key = s.key and b.window_from = s.window_from
         where s.append_no = v_append and b.spent >= s.spend_limit;
        if v_spend is not null then
            v_exhausted := v_exhausted || v_append;
            v_spends := v_spends || v_spend;
            continue;
        end if;
        begin
            delete from log.address_claim a
             using unnest(c_append, c_release, c_index, c_identity)
                       as c (append_no, release, address_index, identity)
             where c.append_no = v_append and c.release
               and a.address_index = c.address_index and a.identity = c.identity;
            insert into log.address_claim (address_index, identity, address_id)
            select c.address_index, c.identity, c.address_id
              from unnest(c_append, c_release, c_index, c_identity, c_address_id)
                       as c (append_no, release, address_index, identity, address_id)
             where c.append_no = v_append and not c.release;
            insert into log.budget as b (name, key, window_from, window_until, spent)
            select s.name, s.key, s.window_from, s.window_until, 1
              from unnest(s_append, s_name, s_key, s_from, s_until)
                       as s (append_no, name, key, window_from, window_until)
             where s.append_no = v_append
            on conflict (name, key, window_from) do update set spent = b.spent + 1;
        exception when unique_violation then
            v_taken := v_taken || v_append;
        end;
    end loop;

    v_base := greatest(v_head.recorded_at + interval '1 microsecond', p_now);
    insert into log.event (position, recorded_at, event_id, stream, sequence, type, identity, body)
    select v_head.position + row_number() over (order by n.ordinal),
           v_base + (row_number() over (order by n.ordinal) - 1) * interval '1 microsecond',
           n.event_id, n.stream, n.sequence, n.type, n.identity, n.body
      from unnest(p_append, p_event_id, p_stream, p_sequence, p_type, p_identity, p_body) with ordinality
               as n (append_no, event_id, stream, sequence, type, identity, body, ordinal)
     where n.append_no <> all (v_conflicts) and n.append_no <> all (v_repeats) and n.append_no <> all (v_taken)
       and n.append_no <> all (v_exhausted);
    get diagnostics v_inserted = row_count;

    if v_inserted > 0 then
        update log.event_head h
           set position = v_head.position + v_inserted,
               recorded_at = v_base + (v_inserted - 1) * interval '1 microsecond'
         where h.id = 1;
        perform pg_notify('retrace_log', (v_head.position + v_inserted)::text);
    end if;

    return query
    select n.append_no,
           case when n.append_no = any (v_conflicts) then 'conflict'
                when n.append_no = any (v_taken) then 'taken'
                when n.append_no = any (v_exhausted) then 'exhausted'
                when n.append_no = any (v_repeats) then 'repeated'
                else 'committed' end,
           e.position, e.recorded_at,
           (select min(k.ordinal) from unnest(v_conflicts || v_exhausted, v_clashes || v_spends) as k (append_no, ordinal)
             where k.append_no = n.append_no)
      from (select distinct on (a.append_no) a.append_no, a.event_id
              from unnest(p_append, p_event_id) with ordinality as a (append_no, event_id, ordinal)
             order by a.append_no, a.ordinal) n
      left join lateral (select x.position, x.recorded_at from log.event x where x.event_id = n.event_id limit 1) e on true;
end
$$;

/*
 * Appends a batch. Each append (a run of events with the same p_append, numbered from 1) is judged alone, in order:
 *   committed  all its events are in the log, from first_position on
 *   repeated   it had been committed before: all its event ids stand at the same places; nothing is done again
 *   conflict   another append's event stands at one of its places; detail is the ordinal of that event in the batch
 *   taken      it claims an address that another identity owns
 *   exhausted  a budget that it spends from has nothing left; detail is the ordinal of that spend in the batch
 * The caller sees to it that no two appends of a batch name the same stream, and that none spends twice from one key.
 * Nearly every batch makes no claim, clashes with nothing and spends what is left; it is simply inserted, which takes half
 * the time of judging it.
 */
create function log.append_events(
    p_now timestamptz,
    p_append int[], p_event_id uuid[], p_stream text[], p_sequence bigint[], p_type text[], p_identity uuid[],
    p_body bytea[],
    c_append int[], c_release boolean[], c_index bytea[], c_identity uuid[], c_address_id uuid[],
    s_append int[], s_name text[], s_key text[], s_limit int[], s_from timestamptz[], s_until timestamptz[])
returns table (append_no int, outcome text, first_position bigint, recorded_at timestamptz, detail bigint)
language plpgsql security definer
-- pg_temp stands last, or a caller's temporary type would be found first and its checks run with our rights
set search_path = pg_catalog, log, pg_temp
-- shorter than the driver's socketTimeout: a writer that gives up knows that the database has given up as well
set lock_timeout = '20s'
as
$$
declare
    v_head log.event_head%rowtype;
    v_base timestamptz;
    v_size int := cardinality(p_append);
begin
    select h.* into strict v_head from log.event_head h where h.id = 1 for update;

    if cardinality(c_append) = 0 then
        begin
            if cardinality(s_append) > 0 and log.spend(s_name, s_key, s_limit, s_from, s_until) then
                raise exception using errcode = 'RT001'; -- ours
            end if;
            v_base := greatest(v_head.recorded_at + interval '1 microsecond', p_now);
            insert into log.event (position, recorded_at, event_id, stream, sequence, type, identity, body)
            select v_head.position + n.ordinal, v_base + (n.ordinal - 1) * interval '1 microsecond',
                   n.event_id, n.stream, n.sequence, n.type, n.identity, n.body
              from unnest(p_event_id, p_stream, p_sequence, p_type, p_identity, p_body) with ordinality
                       as n (event_id, stream, sequence, type, identity, body, ordinal);
            update log.event_head h
               set position = v_head.position + v_size,
                   recorded_at = v_base + (v_size - 1) * interval '1 microsecond'
             where h.id = 1;
            perform pg_notify('retrace_log', (v_head.position + v_size)::text);
            return query
            select n.append_no, 'committed'::text, v_head.position + min(n.ordinal),
                   v_base + (min(n.ordinal) - 1) * interval '1 microsecond', null::bigint
              from unnest(p_append) with ordinality as n (append_no, ordinal)
             group by n.append_no;
            return;
        exception when unique_violation or sqlstate 'RT001' then
            null; -- whose it was is found out by judging
        end;
    end if;

    return query
    select j.append_no, j.outcome, j.first_position, j.recorded_at, j.detail
      from log.append_judged(p_now, p_append, p_event_id, p_stream, p_sequence, p_type, p_identity, p_body,
                             c_append, c_release, c_index, c_identity, c_address_id,
                             s_append, s_name, s_key, s_limit, s_from, s_until) j;
end
$$;

/*
 * Appends an event of the operation lifecycle, for roles that may append no other. What it is, its body says, as for whoever
 * reads it; so a caller cannot have it stand for something else. Gives the outcome, committed or conflict. It holds the
 * log's head until the caller's transaction ends, and makes that transaction a durable one.
 */
create function log.append_operation(p_now timestamptz, p_body bytea)
returns text
language plpgsql security definer
set search_path = pg_catalog, log, pg_temp
set lock_timeout = '20s'
as
$$
declare
    v_body    jsonb := convert_from(p_body, 'UTF8')::jsonb;
    v_outcome text;
begin
    if (v_body ->> 'type') !~ '^operation[.]' or (v_body ->> 'stream') !~ '^operation-' then
        raise exception 'this is no event of the operation lifecycle';
    end if;
    perform set_config('synchronous_commit', 'on', true);
    select a.outcome into strict v_outcome
      from log.append_events(
               p_now, '{1}', array[(v_body ->> 'id')::uuid], array[v_body ->> 'stream'],
               array[(v_body ->> 'sequence')::bigint], array[v_body ->> 'type'], array[null::uuid], array[p_body],
               '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}') a;
    return v_outcome;
end
$$;

/*
 * Deletes password hashes that are nobody's password: the identity's last event about it names another one, or the
 * identity is deleted, or there is no such event. A row of the last hour may be about to become current, and stays:
 * between its insert and the append pass seconds. Looks at p_rows rows behind p_after, in order of id; gives the last of
 * them, and nothing when there was none or another node looks.
 */
create function log.forget_passwords(p_after uuid, p_rows int)
returns table (looked_at uuid, forgotten bigint)
language plpgsql security definer
set search_path = pg_catalog, log, pg_temp
set lock_timeout = '20s'
as
$$
declare
    -- "retrace" and the number of this lock
    c_lock constant bigint := x'7265747261636502'::bigint;
begin
    if not pg_try_advisory_xact_lock(c_lock) then
        return;
    end if;
    return query
    with looked as (
        select p.id, e.type, e.body
          from (select h.id, h.identity from log.password_hash h
                 where h.id > p_after and h.created_at < now() - interval '1 hour'
                 order by h.id limit p_rows) p
          left join lateral (select x.type, x.body from log.event x
                              where x.stream = 'identity-' || p.identity
                                and x.type in ('identity.PasswordChanged', 'identity.IdentityDeleted')
                              order by x.sequence desc limit 1) e on true),
    deleted as (
        -- a random id stands in the bytes of an event only if it is named there
        delete from log.password_hash h using looked l
         where h.id = l.id
           and not coalesce(l.type = 'identity.PasswordChanged'
                            and position(convert_to(l.id::text, 'UTF8') in l.body) > 0, false)
        returning 1)
    select l.id, (select count(*) from deleted) from looked l order by l.id desc limit 1;
end
$$;

/* Deletes counters whose window is over, and has been for longer than clocks of nodes differ. */
create function log.forget_budgets(p_rows int)
returns bigint
language sql security definer
set search_path = pg_catalog, log, pg_temp
as
$$
    with old as (
        select b.name, b.key, b.window_from from log.budget b
         where b.window_until < now() - interval '5 minutes'
         order by b.window_until limit p_rows for update skip locked),
    deleted as (
        delete from log.budget b using old o
         where b.name = o.name and b.key = o.key and b.window_from = o.window_from
        returning 1)
    select count(*) from deleted
$$;

revoke all on function log.append_events, log.append_judged, log.append_operation, log.spend, log.forget_passwords,
                       log.forget_budgets from public;
grant usage on schema log to retrace_command, retrace_query, retrace_courier;
grant execute on function log.append_events, log.forget_passwords, log.forget_budgets to retrace_command;
grant select on log.event, log.event_head, log.address_claim, log.budget, log.courier_key, log.follower to retrace_command;
grant insert, update on log.follower to retrace_command;
grant select (id, hash), insert (id, identity, hash) on log.password_hash to retrace_command;
grant select on log.event, log.event_head, log.follower to retrace_query;
grant select on log.access_token to retrace_command, retrace_query;
grant execute on function log.append_operation to retrace_command, retrace_query;
grant select, insert on log.courier_key to retrace_courier;
grant usage on schema keys to retrace_keys;
grant select, insert, update on keys.subject_key to retrace_keys;
