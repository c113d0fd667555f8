import {
  foldVoyages,
  happenedBy,
  type KnownRow,
  type Voyage,
  type Voyages,
  voyageTold,
} from '@corridor/domain';
import { badInput } from '../../graphql/errors.js';
import { type Happened, happenedOf } from '../../read/by-instant.js';
import { inTurns } from '../../read/in-turns.js';
import type { ReadSession } from '../../read/read-session.js';
import { byInstant, CHANGED_VOYAGES_SQL, PARTS_OF_VOYAGES_SQL, SIGHTINGS_SQL } from './happened.sql.js';

/** Those under way at an instant are some thousands. What is folded of them goes with each statement, so that it is bounded, too. */
const MOST_VOYAGES = 20_000;
const MOST_SIGHTINGS = 100_000;

/** The periods of a question up to the instant, the bounds of all of them, and what had happened: null where whatever is known is asked for. */
export async function upTo(
  session: ReadSession,
  { begins, ends }: { readonly begins: readonly number[]; readonly ends: readonly number[] },
  asOf: number,
  occurredUntil: string | null,
): Promise<{
  readonly ends: readonly number[];
  readonly bounds: readonly number[];
  readonly happened: Happened | null;
}> {
  const behindMs = occurredUntil === null ? Number.POSITIVE_INFINITY : Date.parse(occurredUntil) + 1;
  const until = ends.map((end) => Math.min(end, behindMs));
  const [fromMs, untilMs] = [Math.min(...begins), Math.max(...until)];
  const happened =
    occurredUntil === null ? null : await whatHappened(session, { asOf, occurredUntil, fromMs, untilMs });
  return { ends: until, bounds: [fromMs, untilMs], happened };
}

/** A figure of what was seen from one instant until before another (milliseconds), as of a position. */
export interface AskedOf {
  readonly asOf: number;
  readonly occurredUntil: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * Rows that hold as of a position are right by an instant, too, where nothing that is known of the voyage happened behind it. The others are folded from what had happened.
 * @throws GraphQLError where these are too many
 */
export function whatHappened(session: ReadSession, asked: AskedOf): Promise<Happened> {
  const ofSession = KNOWN.get(session) ?? new Map<string, Promise<Happened>>();
  KNOWN.set(session, ofSession);
  const { asOf, occurredUntil, fromMs, untilMs } = asked;
  const name = `${asOf} ${occurredUntil} ${fromMs} ${untilMs}`;
  const known = ofSession.get(name) ?? foldHappened(session, asked);
  ofSession.set(name, known);
  return known;
}

/** Several figures of one operation are asked by one instant: it is folded once. */
const KNOWN = new WeakMap<ReadSession, Map<string, Promise<Happened>>>();

async function foldHappened(session: ReadSession, asked: AskedOf): Promise<Happened> {
  const ms = Date.parse(asked.occurredUntil);
  const { asOf, fromMs, untilMs } = asked;
  const rows = <Row>(sql: string, values: readonly unknown[]) =>
    session.read((manager) => manager.query<Row[]>(sql, [...values]));
  const roots = (
    await rows<{ readonly root_id: string }>(CHANGED_VOYAGES_SQL, [
      asOf,
      ms,
      fromMs,
      untilMs,
      MOST_VOYAGES + 1,
    ])
  ).map(({ root_id }) => root_id);
  if (roots.length > MOST_VOYAGES) {
    throw badInput(
      `occurredUntil: of more than ${MOST_VOYAGES} consignments that were on their way in these months something happened behind that instant. Ask for fewer months at a time.`,
    );
  }
  const parts = await rows<PartRow>(PARTS_OF_VOYAGES_SQL, [asOf, roots]);
  const ids = [...roots, ...parts.map(({ consignment_id }) => consignment_id)];
  const sightings = await rows<SightingRow>(SIGHTINGS_SQL, [asOf, ids, MOST_SIGHTINGS + 1]);
  if (sightings.length > MOST_SIGHTINGS) {
    throw badInput(
      `occurredUntil: the ${roots.length} consignments that were on their way in these months, and of which something happened behind that instant, were scanned more than ${MOST_SIGHTINGS} times. Ask for fewer months at a time.`,
    );
  }
  const consignments = await foldedBy({ ids, parts, sightings }, instantOf(`${ms}`));
  return happenedOf(byInstant, JSON.stringify({ ms, consignments }));
}

interface PartRow {
  readonly consignment_id: string;
  readonly whole_id: string;
  readonly root_id: string;
  readonly position: string;
}

interface SightingRow
  extends Pick<Voyage['sightings'][number], 'consignment_id' | 'location' | 'kind' | 'mode'> {
  readonly position: string;
  readonly at_ms: string;
  readonly withdrawn_position: string | null;
  readonly withdrawn_ms: string | null;
}

type Folded = Record<string, { readonly visits: KnownRow[]; readonly border_passages: KnownRow[] }>;

/** The rows of each consignment, none where it had not set out: every version, so that they answer as of any position. */
async function foldedBy(
  {
    ids,
    parts,
    sightings,
  }: {
    readonly ids: readonly string[];
    readonly parts: readonly PartRow[];
    readonly sightings: readonly SightingRow[];
  },
  until: string,
): Promise<Folded> {
  const told = voyageTold({
    parts: parts.map((part) => ({ ...part, position: Number(part.position) })),
    sightings: sightings.map(({ at_ms, withdrawn_ms, position, withdrawn_position, ...sighting }) => ({
      ...sighting,
      position: Number(position),
      at: instantOf(at_ms),
      withdrawn_position: withdrawn_position === null ? null : Number(withdrawn_position),
      withdrawn_at: withdrawn_ms === null ? null : instantOf(withdrawn_ms),
    })),
  });
  const voyages: Voyages = { byRoot: new Map(), rootOf: new Map() };
  const rootOf = new Map(parts.map(({ consignment_id, root_id }) => [consignment_id, root_id]));
  const byRoot = new Map<string, (typeof told)[number][]>();
  for (const one of happenedBy(told, until)) {
    const id = one.type === 'seen' ? one.sighting.consignment_id : one.wrong.consignment_id;
    const root = rootOf.get(id) ?? id;
    const own = byRoot.get(root);
    if (own) own.push(one);
    else byRoot.set(root, [one]);
  }
  await inTurns(byRoot.values(), (own) => foldVoyages(own, voyages));
  const folded: Folded = Object.fromEntries(ids.map((id) => [id, { visits: [], border_passages: [] }]));
  for (const { visits, passages } of voyages.byRoot.values()) {
    for (const row of visits) folded[row.consignment_id]?.visits.push(row);
    for (const row of passages) folded[row.consignment_id]?.border_passages.push(row);
  }
  return folded;
}

/** Years that PostgreSQL and the fold can tell apart as texts. */
const [FIRST_MS, LAST_MS] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];
function instantOf(ms: string): string {
  return new Date(Math.min(Math.max(Number(ms), FIRST_MS), LAST_MS)).toISOString();
}
