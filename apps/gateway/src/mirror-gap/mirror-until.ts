import { type AllGoods, foldMirrorWord, type MirrorShareRow, type MirrorWord } from '@corridor/domain';
import { badInput } from '../graphql/errors.js';
import { inTurns } from '../read/in-turns.js';
import type { ReadSession } from '../read/read-session.js';
import type { GapRow } from './mirror-gap.sql.js';
import { EVENTS_BEHIND_SQL, type ListedSum, type MirrorLineRow } from './mirror-lines.sql.js';
import { CHANGED_WORDS_SQL } from './mirror-until.sql.js';

/** Of so many goods, folding them again takes a few tenths of a second. */
const CHANGED_MAX = 10_000;

/** Of a month and chapter; `under_way` is what the exporter alone declares. */
export type GapUntilRow = GapRow & { readonly under_way: string };

/**
 * The goods of which something happened by an instant and something behind it, as they stood by exactly what had happened, known as of a position.
 * @throws GraphQLError where they are more than can be folded while somebody waits.
 */
export async function sharesUntil(
  session: ReadSession,
  asOf: number,
  instant: string,
): Promise<readonly MirrorShareRow[]> {
  const rows = await session.read((manager) =>
    manager.query<{ root_id: string; word: MirrorWord }[]>(CHANGED_WORDS_SQL, [
      asOf,
      Date.parse(instant),
      CHANGED_MAX + 1,
    ]),
  );
  if (new Set(rows.map(({ root_id }) => root_id)).size > CHANGED_MAX)
    throw badInput(
      `occurredUntil: of more than ${CHANGED_MAX.toLocaleString('en-GB')} goods something happened before ${instant} and something behind it. Ask for what was known then instead, with knownAt.`,
    );
  const goods: AllGoods = { byRoot: new Map(), rootOf: new Map() };
  await inTurns(rows, ({ word }) => {
    foldMirrorWord(word, goods);
  });
  return [...goods.byRoot.values()].flatMap(({ shares }) => shares);
}

/** What shares come to by month and chapter, as the database says it of those of other goods. */
export function gapOf(share: MirrorShareRow): GapUntilRow {
  const underWay = share.import_declaration === null ? share.exports : '0';
  return { ...share, month: share.month.slice(0, 7), under_way: underWay };
}

/** Rows of one name as one, in the order of the names. */
export function merged(rows: readonly GapUntilRow[], sums: readonly (keyof GapUntilRow)[]): GapUntilRow[] {
  const byName = new Map<string, GapUntilRow>();
  for (const row of rows) {
    const name = `${row.chapter} ${row.month}`;
    const known = byName.get(name);
    const added = sums.map((sum) => [sum, (BigInt(known?.[sum] ?? 0) + BigInt(row[sum])).toString()]);
    byName.set(name, { ...row, ...Object.fromEntries(added) });
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** The lines that shares make of a sum, behind a place in the list. */
export async function linesOf(
  session: ReadSession,
  shares: readonly MirrorShareRow[],
  sum: ListedSum,
  [afterPosition, afterPair]: readonly [number, number],
): Promise<readonly MirrorLineRow[]> {
  const byPlace = new Map<string, { readonly share: MirrorShareRow; cents: bigint }>();
  for (const share of shares) {
    if (share.position < afterPosition || (share.position === afterPosition && share.pair <= afterPair))
      continue;
    const place = `${share.position} ${share.pair}`;
    const cents = BigInt(gapOf(share)[sum]);
    const known = byPlace.get(place);
    if (known) known.cents += cents;
    else byPlace.set(place, { share, cents });
  }
  const lines = [...byPlace.values()].filter(({ cents }) => cents !== 0n);
  const positions = lines.flatMap(({ share }) => [share.export_position, share.import_position]);
  const events = await session.read((manager) =>
    manager.query<EventBehindRow[]>(EVENTS_BEHIND_SQL, [positions.filter((position) => position !== null)]),
  );
  const eventAt = new Map(events.map((event) => [Number(event.position), event]));
  return lines.map(({ share, cents }) => ({
    position: String(share.position),
    pair: share.pair,
    consignment_id: share.consignment_id,
    line_number: share.line_number,
    cents: cents.toString(),
    ...sideOf('export', share.export_declaration, share.export_position, eventAt),
    ...sideOf('import', share.import_declaration, share.import_position, eventAt),
  }));
}

interface EventBehindRow {
  readonly position: string;
  readonly type: string;
  readonly occurred_at: string;
  readonly actor: string;
  readonly recorded_at: string;
}

/** Of an event that is archived, all is null but where it is. */
function sideOf<Side extends 'export' | 'import'>(
  side: Side,
  declaration: string | null,
  position: number | null,
  eventAt: ReadonlyMap<number, EventBehindRow>,
) {
  const event = position === null ? undefined : eventAt.get(position);
  return {
    [`${side}_declaration`]: declaration,
    [`${side}_position`]: position === null ? null : String(position),
    [`${side}_type`]: event?.type ?? null,
    [`${side}_occurred_at`]: event?.occurred_at ?? null,
    [`${side}_recorded_at`]: event?.recorded_at ?? null,
    [`${side}_actor`]: event?.actor ?? null,
  } as Pick<MirrorLineRow, Extract<keyof MirrorLineRow, `${Side}_${string}`>>;
}
