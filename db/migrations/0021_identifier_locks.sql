-- Locks on identifiers that transactions are about to give to assets: a row is locked until its transaction ends. Two
-- sources that report the same new identifier at once wait for each other, and others do not. The rows hold nothing
-- else, so they need not survive a crash; maintenance removes them.
create unlogged table identifier_lock (
  key bigint primary key
);
