-- A bank's own rate counts for what that bank books. Whose settlements are tried again by it; null for those of all.
ALTER TABLE payments.rate_rounds ADD COLUMN bank text;
