import type { RecordedEvent } from '@corridor/contracts';
import {
  type AllGoods,
  type GoodsLine,
  MIRROR_SUMS,
  type MirrorShareRow,
  type MirrorSum,
  type ShareChange,
} from '@corridor/domain';
import type { Story } from '../story.spec-kit.js';
import { eventsOf } from '../trade-facts/trade-facts.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';
import { foldMirror, MIRROR_EVENTS, type MirrorEvent } from './mirror-gap.fold.js';

export const noGoods = (): AllGoods => ({ byRoot: new Map(), rootOf: new Map() });

/** The events of a story that tell of the mirror gap, as the log would hold them. */
export function mirrorEventsOf(story: Story): readonly MirrorEvent[] {
  const isOfIt = ({ type }: RecordedEvent): boolean => (MIRROR_EVENTS as readonly string[]).includes(type);
  return eventsOf(story).filter(isOfIt) as readonly RecordedEvent[] as readonly MirrorEvent[];
}

export function foldAll(story: Story): readonly ShareChange[] {
  return foldMirror(mirrorEventsOf(story), noGoods()).shares;
}

/** The shares that stand at a position. */
export function standingAt(changes: readonly ShareChange[], position: number): readonly MirrorShareRow[] {
  const key = (row: MirrorShareRow) => `${row.position} ${row.pair} ${row.place}`;
  const rows = new Map<string, MirrorShareRow>();
  for (const change of changes) {
    if (change.position > position) continue;
    if (change.isTakenOut) rows.delete(key(change.share));
    else rows.set(key(change.share), change.share);
  }
  return [...rows.values()];
}

/** Dollars by the name of the sum, without those of nothing. */
export function sumsOf(shares: readonly MirrorShareRow[]): Readonly<Partial<Record<MirrorSum, number>>> {
  return Object.fromEntries(
    MIRROR_SUMS.map((sum) => [
      sum,
      shares.reduce((cents, share) => cents + Number(share[sum]), 0) / 100,
    ]).filter(([, cents]) => cents !== 0),
  );
}

/** The gap of a pair of countries by month and chapter, such as `2026-01 52`. */
export function gapOf(changes: readonly ShareChange[], pair = 'PK KZ', position = Number.MAX_SAFE_INTEGER) {
  const own = standingAt(changes, position).filter(
    ({ exporter, importer }) => `${exporter} ${importer}` === pair,
  );
  const places = [...new Set(own.map(({ month, chapter }) => `${month.slice(0, 7)} ${chapter}`))].sort();
  return Object.fromEntries(
    places.map((place) => [
      place,
      sumsOf(own.filter(({ month, chapter }) => `${month.slice(0, 7)} ${chapter}` === place)),
    ]),
  );
}

/** A line of 100 kg in a currency. */
export const lineIn = (
  currency: string,
  lineNumber: number,
  hs6: string,
  amount: string,
  origin = 'PK',
): GoodsLine => ({
  ...line(lineNumber, hs6, amount, origin),
  value: { amount, currency },
});
