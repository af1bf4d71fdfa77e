-- What the courier remembers. Run by the owner role; the service holds the group role below. Nothing in here is in the
-- clear: letters are HPKE ciphertext, and the keys that open them are wrapped.

do $$
begin
    if not exists (select 1 from pg_roles where rolname = 'retrace_courier') then
        create role retrace_courier nologin;
    end if;
end
$$;


-- Since when this database is what its courier knows; another time after a restore.
create table courier.life (
    id       smallint    primary key default 1 check (id = 1),
    began_at timestamptz not null default now()
);
insert into courier.life default values;

-- Which events have been taken; a redelivered one makes no second letter.
create table courier.inbox (
    event_id uuid        primary key,
    taken_at timestamptz not null
);
create index inbox_taken_at on courier.inbox (taken_at);

-- Letters on their way and what became of them. A letter is claimed by moving due_at to the end of the lease and
-- counting the attempt; the count then tells whose claim it is. An unfinished claim is simply due again.
create table courier.delivery (
    letter_id      uuid        primary key,
    stream         text        not null,
    generation     integer     not null,
    key_id         text        not null,
    letter         text        not null,
    expires_at     timestamptz not null,
    correlation_id text        not null,
    trace_id       text        not null,
    attempts       integer     not null default 0,
    -- those that met no mail server: they say nothing about the letter, and do not count against it
    away           integer     not null default 0 check (away between 0 and attempts),
    due_at         timestamptz not null,
    put_off        text,
    outcome        text        check (outcome in ('delivered', 'failed', 'silent')),
    settled_at     timestamptz,
    check ((outcome is null) = (settled_at is null))
);
create index delivery_waiting on courier.delivery (due_at) where outcome is null;
create index delivery_generation on courier.delivery (stream, generation);
create index delivery_settled_at on courier.delivery (settled_at) where outcome is not null;

-- Outcomes that are not on Kafka yet.
create table courier.outbox (
    id        bigint generated always as identity primary key,
    letter_id uuid  not null unique,
    report    bytea not null
);

-- Private halves of the daily keys, wrapped under the key ring "courier"; deleted after 7 days.
create table courier.private_key (
    day         date        primary key,
    id          text        not null unique,
    public_key  bytea       not null,
    wrapped_by  integer     not null,
    wrapped_key bytea       not null,
    made_at     timestamptz not null
);

grant usage on schema courier to retrace_courier;
grant select on courier.life to retrace_courier;
grant select, insert, delete on courier.inbox to retrace_courier;
grant select, insert, update, delete on courier.delivery to retrace_courier;
-- update, because reading rows for update takes that right
grant select, insert, update, delete on courier.outbox to retrace_courier;
grant select, insert, delete on courier.private_key to retrace_courier;
