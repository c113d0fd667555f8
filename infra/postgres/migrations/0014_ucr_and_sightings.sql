-- A unique consignment reference is a stream of its own: the log holds it unique.
INSERT INTO ledger.category_owner VALUES ('ucr', 'trade_events');

-- Where the goods of each consignment were seen, in the order in which it was told: what a withdrawn checkpoint said is taken out again.
ALTER TABLE reporting.consignments ADD COLUMN sightings json NOT NULL DEFAULT '[]';
-- What archived events told is in files, which SQL does not read: there the list is begun anew, and reporting makes it from the whole log.
UPDATE reporting.projections SET state = 'retired'
WHERE name = 'consignments' AND state <> 'retired' AND EXISTS (SELECT FROM ledger.head WHERE archived_to > 0);
-- No checkpoint was withdrawn before, so that every event at a place is one. Instants are cut to the millisecond, not rounded.
UPDATE reporting.consignments c SET sightings = s.sightings FROM (
  SELECT h.generation, h.consignment_id, json_agg(json_strip_nulls(json_build_object(
      'location', e.data->>'location',
      'at', to_char(regexp_replace(e.occurred_local, '(\.\d{3})\d+', '\1')::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'movement', CASE e.type WHEN 'CheckpointRecorded' THEN e.data->>'movement' END)) ORDER BY h.position) AS sightings
  FROM reporting.consignment_events h JOIN ledger.events e USING (position)
  WHERE e.type IN ('ConsignmentDispatched', 'CheckpointRecorded', 'ConsignmentTransloaded', 'ConsignmentSplit', 'OutturnReported',
    'DamageReported', 'ConsignmentDelivered', 'ConsignmentReturned')
  GROUP BY h.generation, h.consignment_id) s
WHERE s.generation = c.generation AND s.consignment_id = c.consignment_id;
