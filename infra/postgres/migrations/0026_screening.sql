-- What a request was answered that brought what is held.
ALTER TABLE payments.answered_keys ADD COLUMN held boolean NOT NULL DEFAULT false;

-- What somebody has to look at.
CREATE INDEX settlements_held ON payments.settlements (position) WHERE held IS NOT NULL AND NOT released;
