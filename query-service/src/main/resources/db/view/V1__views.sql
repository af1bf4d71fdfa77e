-- Views of the log: everything here can be dropped and built again from it. Run by the owner role.

-- How far each view has come; its row's lock lets one node at a time write the view.
create table view.progress (
    name        text    primary key,
    position    bigint  not null,
    incarnation integer not null
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

-- Which events belong to whose story.
create table view.audit (
    position    bigint primary key,
    stream      text   not null,
    correlation text   not null
);
create index audit_correlation on view.audit (correlation, position);
create index audit_stream on view.audit (stream, position);

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

grant usage on schema view to retrace_query;
grant select, insert, update, delete on all tables in schema view to retrace_query;
