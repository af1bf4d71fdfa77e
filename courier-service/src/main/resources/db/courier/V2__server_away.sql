-- Attempts that met no mail server say nothing about the letter, and do not count against it.
alter table courier.delivery add column away integer not null default 0 check (away between 0 and attempts);
