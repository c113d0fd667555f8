-- What holds nothing any more, out of the way of what does. It follows from what stands in the row, so that nothing is built anew; and it changes as a cell comes to hold something or
-- nothing and at no other event, so that a head is still changed within its page.
ALTER TABLE reporting.payment_cell_heads
  -- The event behind which it holds nothing; beyond all events while it holds something.
  ADD COLUMN until_position bigint NOT NULL GENERATED ALWAYS AS (CASE WHEN items = 0 THEN position ELSE 9223372036854775807 END) STORED;
-- What was given back is asked for by month, and nearly never comes to nothing.
CREATE INDEX payment_cell_heads_held ON reporting.payment_cell_heads (generation, what, until_position, first_position) WHERE what <> 'returned';

CREATE OR REPLACE VIEW read.payment_cell_heads AS
  SELECT h.* FROM reporting.payment_cell_heads h
  WHERE h.generation = (SELECT generation FROM reporting.projections WHERE name = 'payments' AND state = 'live');
