import { toMoneyJson } from '@corridor/kernel';
import { Args, Context, Parent, ResolveField } from '@nestjs/graphql';
import { checkSeesBookings, checkSeesEvents } from '../access/rights.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, keyedCursorOf, keyedPlaceOf, PageArgs, pageOf } from '../graphql/paging.js';
import { secondsOf } from '../holds/days-held.js';
import type { Restated, Totals } from './restated.js';
import {
  type RestatedMeasureRow,
  type RestatementEntryRow,
  restatedMeasuresSql,
  restatementEntriesSql,
} from './restatement.sql.js';
import {
  type RestatedMeasure,
  type RestatedShare,
  Restatement,
  type RestatementEntry,
  RestatementEntryConnection,
} from './restatement.types.js';

const LIST = 'restatement-entry';

@LedgerResolver(() => Restatement)
export class RestatementResolver {
  @ResolveField()
  async measures(@Parent() asked: Restated): Promise<readonly RestatedMeasure[]> {
    const { session, figure, before, after, since, asOf, totals } = asked;
    const rows = await session.read((manager) =>
      manager.query<RestatedMeasureRow[]>(restatedMeasuresSql(figure, before.length), [
        ...before,
        ...after,
        since,
        asOf,
      ]),
    );
    return (totals ? await withTotals(asked, totals, rows) : rows).map(measureOf);
  }

  @ResolveField(() => RestatementEntryConnection, {
    nullable: true,
    description:
      'Explains the change: whatever makes another part of the figure than it made, in the order of the events that made it so; the changes sum to those of the figure exactly. For reporters, operators, customs, the Commission and the Business Council; of payments, for reporters and operators.',
  })
  async entries(
    @Parent() { session, figure, before, after, since, asOf, isOpen, isOfBanks }: Restated,
    @Args() page: PageArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<RestatementEntry>> {
    if (isOfBanks) checkSeesBookings(caller);
    else if (!isOpen) checkSeesEvents(caller);
    const rows = await session.read((manager) =>
      manager.query<RestatementEntryRow[]>(restatementEntriesSql(figure, before.length), [
        ...before,
        ...after,
        since,
        asOf,
        ...keyedPlaceOf(LIST, page.after),
        page.first + 1,
      ]),
    );
    const { edges, pageInfo } = pageOf(rows, page, ({ at, key }) => keyedCursorOf(LIST, Number(at), key));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toEntry(node) })) };
  }
}

/** What each sum comes to where only what changed was read. */
async function withTotals(
  { session }: Restated,
  totals: Totals,
  rows: readonly RestatedMeasureRow[],
): Promise<readonly RestatedMeasureRow[]> {
  type Total = Pick<RestatedMeasureRow, 'measure' | 'unit'> & { readonly amount: string };
  const read = (values: readonly unknown[]) =>
    session.read((manager) => manager.query<Total[]>(totals.sql, [...values]));
  const [before, after] = [await read(totals.before), await read(totals.after)];
  const like = (one: Pick<Total, 'measure' | 'unit'>) => (other: Pick<Total, 'measure' | 'unit'>) =>
    one.measure === other.measure && one.unit === other.unit;
  const all = [...before, ...after.filter((total) => !before.some(like(total)))];
  return all.map((total) => ({
    measure: total.measure,
    unit: total.unit,
    before: before.find(like(total))?.amount ?? '0',
    after: after.find(like(total))?.amount ?? '0',
    added: rows.find(like(total))?.added ?? '0',
    moved: rows.find(like(total))?.moved ?? '0',
  }));
}

function measureOf({ measure, unit, before, after, added, moved }: RestatedMeasureRow): RestatedMeasure {
  const change = BigInt(after) - BigInt(before);
  return {
    ...shareOf({ measure, unit, before, after }),
    added: shown(BigInt(added), unit),
    corrected: shown(change - BigInt(added) - BigInt(moved), unit),
    moved: shown(BigInt(moved), unit),
  };
}

function shareOf({
  measure,
  unit,
  before,
  after,
}: Omit<RestatedMeasureRow, 'added' | 'moved'>): RestatedShare {
  const [held, now] = [BigInt(before), BigInt(after)];
  return {
    measure,
    unit,
    before: shown(held, unit),
    after: shown(now, unit),
    change: shown(now - held, unit),
  };
}

/** The digits behind the point of what is added up in parts of its unit. */
const DIGITS: Readonly<Record<string, number>> = { km: 1, kg: 6, 'kg km': 7 };

/** Milliseconds as seconds, minor units as money, what has parts with its digits, all else as it is. */
function shown(amount: bigint, unit: string): string {
  if (unit === 's') return amount < 0n ? `-${secondsOf(-amount)}` : secondsOf(amount);
  if (/^[A-Z]{3}$/.test(unit)) return toMoneyJson({ minor: amount, currency: unit }).amount;
  const digits = DIGITS[unit];
  return digits === undefined ? amount.toString() : decimal(amount, digits);
}

function decimal(amount: bigint, digits: number): string {
  const text = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0');
  return `${amount < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function toEntry(row: RestatementEntryRow): RestatementEntry {
  return {
    key: row.key,
    consignmentId: row.consignment_id,
    kind: row.kind,
    measures: row.amounts.map(shareOf),
    positions: row.positions.map(Number),
  };
}
