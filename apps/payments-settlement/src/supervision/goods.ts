import type { EventOf, RecordedEvent } from '@corridor/contracts';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';

/** What tells whose goods they are, what they were split into, and that they move. */
export const GOODS_EVENTS = [
  'ConsignmentContracted',
  'ConsignmentDeclared',
  'ConsignmentDispatched',
  'CheckpointRecorded',
  'CheckpointWithdrawn',
  'ConsignmentTransloaded',
  'ConsignmentDelivered',
  'ConsignmentReturned',
] as const;

/** Keeps what is known of goods. */
export const goodsReactions: Reactions<(typeof GOODS_EVENTS)[number]> = {
  ConsignmentContracted: async ({ data }, client) => {
    const { consignmentId, exporter, importer, deliverBy } = data;
    await client.query({
      name: 'supervision-contracted',
      text: `INSERT INTO payments.goods (consignment_id, exporter, importer, deliver_by) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING`,
      values: [consignmentId, exporter.participantId, importer.participantId, deliverBy ?? null],
    });
  },
  ConsignmentDeclared: (event, client) => goodsDeclared([event], client),
  ConsignmentDispatched: (event, client) => moved(event, event.data, 'departed', true, client),
  CheckpointRecorded: (event, client) => moved(event, event.data, event.data.movement, false, client),
  CheckpointWithdrawn: async ({ data }, client) => {
    const { consignmentId, location, movement, seenAt } = data;
    await client.query({
      name: 'supervision-not-seen',
      text: `DELETE FROM payments.goods_moved WHERE consignment_id = $1 AND location = $2 AND movement = $3
        AND NOT dispatched AND occurred_local::timestamptz = $4::timestamptz`,
      values: [consignmentId, location, movement, seenAt],
    });
  },
  ConsignmentTransloaded: (event, client) => moved(event, event.data, 'transloaded', false, client),
  ConsignmentDelivered: (event, client) => moved(event, event.data, 'delivered', false, client),
  ConsignmentReturned: (event, client) => moved(event, event.data, 'returned', false, client),
};

/** Keeps what is known of goods that are declared one behind the other. A whole that is among them is not to be followed by its parts. */
export async function goodsDeclared(
  events: readonly EventOf<'ConsignmentDeclared'>[],
  client: pg.ClientBase,
): Promise<void> {
  await client.query({
    name: 'supervision-declared',
    // A part has to be delivered by the day of the whole.
    text: `INSERT INTO payments.goods AS g (consignment_id, exporter, importer, from_country, to_country, part_of, deliver_by)
      SELECT d.*, (SELECT deliver_by FROM payments.goods WHERE consignment_id = d.part_of)
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[])
        AS d(id, exporter, importer, from_country, to_country, part_of)
      ON CONFLICT (consignment_id) DO UPDATE SET exporter = excluded.exporter, importer = excluded.importer,
        from_country = excluded.from_country, to_country = excluded.to_country, part_of = excluded.part_of,
        deliver_by = coalesce(g.deliver_by, excluded.deliver_by)`,
    values: [
      events.map(({ data }) => data.consignmentId),
      events.map(({ data }) => data.exporter.participantId),
      events.map(({ data }) => data.importer.participantId),
      events.map(({ data }) => data.origin.slice(0, 2)),
      events.map(({ data }) => data.destination.slice(0, 2)),
      events.map(({ data }) => data.partOf ?? null),
    ],
  });
}

async function moved(
  { position, occurredAt }: RecordedEvent,
  { consignmentId, location }: { readonly consignmentId: string; readonly location: string },
  movement: string,
  dispatched: boolean,
  client: pg.ClientBase,
): Promise<void> {
  await client.query({
    name: 'supervision-moved',
    text: `INSERT INTO payments.goods_moved VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    values: [position, consignmentId, dispatched, location, movement, occurredAt],
  });
}

/** Consignments that are, or were, the same goods as one of them. */
export interface Lineage {
  /** The consignment itself, and what it was split from. */
  readonly wholes: readonly string[];
  /** The consignment itself, and what it was split into. */
  readonly parts: readonly string[];
}

export async function lineageOf(
  client: Pick<pg.ClientBase, 'query'>,
  consignmentId: string,
): Promise<Lineage> {
  const { rows } = await client.query<{ wholes: string[]; parts: string[] }>({
    name: 'supervision-lineage',
    text: `WITH RECURSIVE up AS (
        SELECT $1::uuid AS id
        UNION SELECT g.part_of FROM payments.goods g JOIN up ON g.consignment_id = up.id WHERE g.part_of IS NOT NULL),
      down AS (
        SELECT $1::uuid AS id
        UNION SELECT g.consignment_id FROM payments.goods g JOIN down ON g.part_of = down.id)
      SELECT (SELECT array_agg(id) FROM up) AS wholes, (SELECT array_agg(id) FROM down) AS parts`,
    values: [consignmentId],
  });
  return rows[0] ?? { wholes: [consignmentId], parts: [consignmentId] };
}

/** The wholes of `lineageOf` alone, the consignment itself first, then upwards: what it was split into may be very many. */
export async function wholesOf(
  client: Pick<pg.ClientBase, 'query'>,
  consignmentId: string,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>({
    name: 'supervision-wholes',
    text: `WITH RECURSIVE up AS (
        SELECT $1::uuid AS id, 0 AS height
        UNION ALL SELECT g.part_of, up.height + 1 FROM payments.goods g JOIN up ON g.consignment_id = up.id WHERE g.part_of IS NOT NULL)
      SELECT id FROM up ORDER BY height`,
    values: [consignmentId],
  });
  return rows.map(({ id }) => id);
}
