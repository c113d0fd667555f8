-- The list of settlements tells of what a status booked by the entry of the account, once that has come. It is made anew from the log.
TRUNCATE payments.settlements, payments.settlement_matches, payments.settlement_messages, payments.settlement_returns;
DELETE FROM payments.list_dead_letters WHERE list = 'settlements';
UPDATE payments.list_checkpoints SET position = 0, stands_before = NULL, reason = NULL, stands_since = NULL WHERE list = 'settlements';
-- A status booked it, and no entry of the account has told of it yet.
ALTER TABLE payments.settlements ADD COLUMN by_status boolean NOT NULL DEFAULT false;
