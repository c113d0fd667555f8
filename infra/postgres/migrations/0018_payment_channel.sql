-- What banks send, agree and post beside single credits.
INSERT INTO ledger.category_owner VALUES
  ('payment', 'payments_settlement'), ('message', 'payments_settlement'), ('statement', 'payments_settlement'),
  ('lc', 'payments_settlement'), ('rate', 'payments_settlement'), ('calendar', 'payments_settlement'),
  ('webhook', 'payments_settlement'), ('flag', 'payments_settlement'), ('instrument', 'payments_settlement');
