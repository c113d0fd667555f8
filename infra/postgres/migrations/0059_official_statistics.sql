-- What statistical offices publish, beside what the ledger counts itself.
INSERT INTO ledger.category_owner VALUES ('statistic', 'trade_events');
