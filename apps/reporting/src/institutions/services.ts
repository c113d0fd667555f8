import { insertRows, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import type { CarriageRow, GoodsRow, ServiceVersionRow } from './service-rows.js';
import { foldServices, legKey, SERVICE_EVENTS, type ServiceEventOfLog } from './services.fold.js';

const VERSIONS = 'reporting.service_versions';
const DEPARTURES = 'reporting.service_departures';
const CARRIAGES = 'reporting.service_carriages';
const GOODS = 'reporting.service_goods';
const MASSES = 'reporting.service_masses';
const PARTS = 'reporting.service_parts';
const DISPATCHES = 'reporting.critical_dispatches';

/** Which services run by a schedule, what they could carry, and what they carried of what cannot wait. */
export const services = projectionOf({
  name: 'services',
  tables: [VERSIONS, DEPARTURES, CARRIAGES, GOODS, MASSES, PARTS, DISPATCHES],
  handles: SERVICE_EVENTS,
  async apply(events, { client, generation }) {
    const idsOf = (
      pick: (data: ServiceEventOfLog['data']) => readonly (string | undefined)[],
    ): readonly string[] => [
      ...new Set(events.flatMap(({ data }) => pick(data)).filter((id) => id !== undefined)),
    ];
    const { rows: versions } = await client.query<ServiceVersionRow>(
      `SELECT DISTINCT ON (service_id) service_id, position::float8, announced_position::float8, status, details, periods, demo
       FROM ${lookUpOf(VERSIONS, 'service_id', { type: 'text' })} t ORDER BY service_id, position DESC`,
      [generation, idsOf((data) => ['serviceId' in data ? data.serviceId : undefined])],
    );
    const legs = events.flatMap((event) => (event.type === 'CarriageWithdrawn' ? [event.data] : []));
    const { rows: carriages } = await client.query<CarriageRow>(
      `SELECT c.position::float8, c.service_id, c.consignment_id, c.from_place, c.to_place, c.departed_on::text, c.withdrawn
       FROM unnest($2::uuid[], $3::text[]) asked (consignment_id, from_place) CROSS JOIN LATERAL (
         SELECT * FROM ${CARRIAGES} WHERE generation = $1 AND consignment_id = asked.consignment_id AND from_place = asked.from_place
         ORDER BY position DESC LIMIT 1
       ) c`,
      [generation, legs.map(({ consignmentId }) => consignmentId), legs.map(({ from }) => from)],
    );
    const { rows: goods } = await client.query<GoodsRow>(
      `SELECT consignment_id, wholes, from_country, to_country, load_kg::text, critical_kg::text, dispatched_on::text FROM ${lookUpOf(GOODS, 'consignment_id')} t`,
      [
        generation,
        idsOf((data) =>
          'consignmentId' in data ? [data.consignmentId, 'partOf' in data ? data.partOf : undefined] : [],
        ),
      ],
    );
    const known = {
      services: new Map(versions.map((row) => [row.service_id, row])),
      carriages: new Map(carriages.map((row) => [legKey(row), row])),
      goods: new Map(goods.map((row) => [row.consignment_id, row])),
    };
    const stored = new Set(goods);
    const facts = foldServices(events, known);
    for (const [table, rows] of [
      [VERSIONS, facts.versions],
      [DEPARTURES, facts.departures],
      [CARRIAGES, facts.carriages],
      [MASSES, facts.masses],
      [PARTS, facts.parts],
      [DISPATCHES, facts.dispatches],
    ] as const) {
      await insertRows(
        client,
        table,
        rows.map((row) => ({ generation, ...row })),
      );
    }
    const changed = [...known.goods.values()].filter((row) => !stored.has(row));
    await upsertRows(
      client,
      GOODS,
      ['generation', 'consignment_id'],
      changed.map((row) => ({ generation, ...row })),
    );
  },
});
