-- What a step cost, for whoever asks where a night's time goes; no model reads it.
alter table ledger_step add column cpu_ms integer;  -- CPU time of the process, user and system, in milliseconds; null of runs before this column
