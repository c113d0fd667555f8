-- Who came to a meeting stands in its row: made anew from the log.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'meetings' AND state <> 'retired';
