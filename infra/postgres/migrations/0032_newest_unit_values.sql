-- A line is held against the newest ones like it, which are read from here alone.
CREATE INDEX unit_values_newest
  ON payments.unit_values (hs6, told, from_country, to_country, unit, currency, demo, position DESC, line_number DESC)
  INCLUDE (unit_value, exporter, importer);
DROP INDEX payments.unit_values_alike;
