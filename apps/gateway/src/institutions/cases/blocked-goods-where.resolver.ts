import { Context, Parent, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../../access/rights.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import { money } from '../../graphql/money.type.js';
import type { Operation } from '../../graphql/operation.js';
import { instantOf } from '../../ledger/log.js';
import { BlockedAtPlace, BlockedForDays, BlockedGoods } from './blocked-goods.types.js';
import {
  AGE_BANDS,
  BLOCKED_BY_AGE_SQL,
  BLOCKED_BY_PLACE_SQL,
  type BlockedCutRow,
} from './blocked-goods-where.sql.js';

@LedgerResolver(() => BlockedGoods)
export class BlockedGoodsWhereResolver {
  @ResolveField(() => [BlockedForDays], {
    nullable: true,
    description:
      'By the full days for which they have been blocked, up to the instant of the event at the position: since the oldest hold, case or passed limit that blocks them still. They sum to the figure. In the order of the bands, those without goods left out. For reporters, operators, customs, the Commission and the Business Council: a band may hold one consignment.',
  })
  async byAge(
    @Parent() { asOf }: BlockedGoods,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<readonly BlockedForDays[]> {
    checkSeesEvents(caller);
    await readModels.asOf({ asOf }, 'transits');
    const now = await instantOf(session, asOf);
    const rows = await session.read((manager) =>
      manager.query<BlockedCutRow[]>(BLOCKED_BY_AGE_SQL, [asOf, now ?? null]),
    );
    return [...AGE_BANDS, ''].flatMap((days) =>
      rows.filter(({ key }) => key === days).map((row) => ({ days: days || null, ...sumOf(row) })),
    );
  }

  @ResolveField(() => [BlockedAtPlace], {
    nullable: true,
    description:
      'By where they are: the office that has held them longest of those that hold them still, else the place at which they were scanned last. They sum to the figure. The largest first. For those who see `byAge`: a place may hold one consignment.',
  })
  async byPlace(
    @Parent() { asOf }: BlockedGoods,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<readonly BlockedAtPlace[]> {
    checkSeesEvents(caller);
    await readModels.asOf({ asOf }, 'visits');
    const rows = await session.read((manager) =>
      manager.query<BlockedCutRow[]>(BLOCKED_BY_PLACE_SQL, [asOf]),
    );
    return rows.map((row) => ({ place: row.key || null, ...sumOf(row) }));
  }
}

function sumOf({ cents, consignments, unvalued }: BlockedCutRow) {
  return { value: money(cents, 'USD'), consignments, unvalued };
}
