-- A return of what was credited with another bank waits for no credit. Should one come all the same, it is done then.
ALTER TABLE payments.awaited_returns ADD COLUMN informs boolean NOT NULL DEFAULT false;
CREATE INDEX awaited_returns_of_payment ON payments.awaited_returns (payment_id);
