-- What changed of the trade of a pair between two positions is found by these, however many facts came before.
CREATE INDEX trade_facts_by_position ON reporting.trade_facts (generation, reporter, partner, position);
