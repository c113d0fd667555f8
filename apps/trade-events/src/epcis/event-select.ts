import type { EventFilter, EventOrder } from './event-parameters.js';
import type { PageToken } from './page-token.js';

/** A row of `read.epcis_events` as it is selected. */
export interface EventRow {
  readonly event: Readonly<Record<string, unknown>>;
  readonly context: unknown;
  readonly event_id: string;
  readonly record_time: string;
  readonly event_time: string;
  readonly position: string;
  /** How many rows there were up to the limit, whether all are here or not. */
  readonly found: number;
}

export interface Selection {
  readonly filter: EventFilter;
  /** A trader sees its own; absent for who sees all. */
  readonly participant?: string;
  readonly asOf: number;
}

/** A page ends behind the event that goes beyond so many bytes, however many were asked for. */
const PAGE_BYTES_MAX = 8_000_000;

const UTC = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/** A page of events; only the conditions that are asked for, so that their index serves. */
export function selectPage(
  selection: Selection,
  { by, direction }: EventOrder,
  after: PageToken['after'] | undefined,
  limit: number,
) {
  const { conditions, values } = conditionsOf(selection);
  const behind = direction === 'ASC' ? '>' : '<';
  if (after && by === 'eventTime') {
    const eventTime = values.push(after.eventTime ?? null);
    conditions.push(
      `(e.event_time, e.position) ${behind} ($${eventTime}::timestamptz, $${values.push(after.position)}::bigint)`,
    );
  } else if (after) {
    conditions.push(`e.position ${behind} $${values.push(after.position)}::bigint`);
  }
  // A recordTime is never before that of an earlier position.
  const order =
    by === 'eventTime' ? `e.event_time ${direction}, e.position ${direction}` : `e.position ${direction}`;
  const text = `WITH page AS (
      SELECT e.* FROM read.epcis_events e WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT $${values.push(limit)}
    ), sized AS (
      SELECT e.*, sum(e.size) OVER (ORDER BY ${order}) - e.size AS bytes_before, count(*) OVER ()::integer AS found FROM page e
    )
    SELECT e.event, e.context, e.event_id, e.position, e.found,
      to_char(e.record_time AT TIME ZONE 'UTC', ${UTC}) AS record_time,
      to_char(e.event_time AT TIME ZONE 'UTC', ${UTC}) AS event_time
    FROM sized e WHERE e.bytes_before < ${PAGE_BYTES_MAX} ORDER BY ${order}`;
  return { text, values };
}

/** How many events there are, counted up to `max` and one more. */
export function selectCount(selection: Selection, max: number) {
  const { conditions, values } = conditionsOf(selection);
  const text = `SELECT count(*)::integer AS count FROM (
      SELECT FROM read.epcis_events e WHERE ${conditions.join(' AND ')} LIMIT $${values.push(max + 1)}
    ) found`;
  return { text, values };
}

function conditionsOf({ filter, participant, asOf }: Selection) {
  const values: unknown[] = [asOf];
  const conditions = ['e.position <= $1'];
  const add = (value: unknown, condition: (parameter: string) => string) => {
    if (value !== undefined) conditions.push(condition(`$${values.push(value)}`));
  };
  const among =
    (column: string, type = 'text') =>
    (parameter: string) =>
      `e.${column} = ANY (${parameter}::${type}[])`;
  // The index is on all of them; the narrower list then decides.
  const epcs = (column: string) => (parameter: string) =>
    `e.any_epcs && ${parameter}::text[] AND e.${column} && ${parameter}::text[]`;
  add(participant, (parameter) => `e.participants @> ARRAY[${parameter}::text]`);
  add(filter.eventTypes, among('event_type'));
  add(filter.fromEventTime, (parameter) => `e.event_time >= ${parameter}::timestamptz`);
  add(filter.toEventTime, (parameter) => `e.event_time < ${parameter}::timestamptz`);
  add(filter.fromRecordTime, (parameter) => `e.record_time >= ${parameter}::timestamptz`);
  add(filter.toRecordTime, (parameter) => `e.record_time < ${parameter}::timestamptz`);
  add(filter.actions, among('action'));
  add(filter.bizSteps, among('biz_step'));
  add(filter.dispositions, among('disposition'));
  add(filter.readPoints, among('read_point'));
  add(filter.bizLocations, among('biz_location'));
  for (const transactions of filter.bizTransactions ?? []) {
    add(transactions, (parameter) => `e.biz_transactions && ${parameter}::text[]`);
  }
  add(filter.epcs, epcs('epcs'));
  add(filter.parentIds, epcs('parent_ids'));
  add(filter.anyEpcs, (parameter) => `e.any_epcs && ${parameter}::text[]`);
  add(filter.eventIds, among('event_id'));
  if (filter.onlyErrorDeclarations) conditions.push('e.error_declaration');
  return { conditions, values };
}
