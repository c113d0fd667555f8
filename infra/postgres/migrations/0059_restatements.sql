-- What of the trade of a pair was corrected between two positions is found by these, however much came new beside it.
CREATE INDEX trade_facts_corrections ON reporting.trade_facts (generation, reporter, partner, position) WHERE correction;
