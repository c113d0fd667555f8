-- Figures of money as of what had happened by an instant. What was told before is in the log: the projections are built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name IN ('payments', 'letters-of-credit', 'accounts') AND state <> 'retired';

-- When the event of a fact happened, to the millisecond, as events are compared. Rows that stand here already are of generations that are retired.
DO $$
DECLARE
  facts text;
BEGIN
  FOREACH facts IN ARRAY ARRAY['invoice_parties', 'obligations', 'withdrawn_invoices', 'booked_credits', 'credit_confirmations', 'credit_agents', 'payment_facts',
    'return_facts', 'return_tellings', 'credits', 'credit_facts'] LOOP
    EXECUTE format('ALTER TABLE reporting.%I ADD COLUMN occurred_at timestamptz NOT NULL DEFAULT ''-infinity''', facts);
    EXECUTE format('ALTER TABLE reporting.%I ALTER COLUMN occurred_at DROP DEFAULT', facts);
    EXECUTE format(
      'CREATE OR REPLACE VIEW read.%1$I AS SELECT t.* FROM reporting.%1$I t
       WHERE t.generation = (SELECT generation FROM reporting.projections WHERE name = %2$L AND state = ''live'')',
      facts, CASE WHEN facts IN ('credits', 'credit_facts') THEN 'letters-of-credit' ELSE 'payments' END);
  END LOOP;
END $$;
