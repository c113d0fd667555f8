-- Who told values that are alike. Where all of them were told by the two firms whose line is judged, or all but a few, there is nothing to hold it against, which is then known without
-- going through the newest thousands of their own.
CREATE TABLE payments.unit_value_pairs (
  hs6          text NOT NULL,
  -- Which kind of paper told them, and the rest of what they have alike.
  told         text NOT NULL,
  from_country text NOT NULL,
  to_country   text NOT NULL,
  unit         text NOT NULL,
  currency     text NOT NULL,
  demo         boolean NOT NULL,
  exporter     text NOT NULL,
  importer     text NOT NULL,
  -- That were ever told: at least as many as stand in unit_values.
  lines        bigint NOT NULL,
  PRIMARY KEY (hs6, told, from_country, to_country, unit, currency, demo, exporter, importer)
) WITH (fillfactor = 50);

-- Whoever keeps a line is counted, a service of the release before among them: a count that is too low would hide what is to be flagged.
CREATE FUNCTION payments.count_unit_value_pairs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO payments.unit_value_pairs AS p (hs6, told, from_country, to_country, unit, currency, demo, exporter, importer, lines)
    SELECT hs6, told, from_country, to_country, unit, currency, demo, exporter, importer, count(*)
    FROM added GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    ON CONFLICT (hs6, told, from_country, to_country, unit, currency, demo, exporter, importer) DO UPDATE SET lines = p.lines + excluded.lines;
  RETURN NULL;
END $$;
-- From here to the end of this migration, nobody else adds a line.
CREATE TRIGGER count_pairs AFTER INSERT ON payments.unit_values REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION payments.count_unit_value_pairs();

INSERT INTO payments.unit_value_pairs
  SELECT hs6, told, from_country, to_country, unit, currency, demo, exporter, importer, count(*)
  FROM payments.unit_values GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;

GRANT SELECT, INSERT, UPDATE ON payments.unit_value_pairs TO payments_settlement;
