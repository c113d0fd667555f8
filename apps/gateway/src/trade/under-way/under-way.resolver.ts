import { Args, Context, Parent, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../../access/rights.js';
import { listMonths } from '../../calendar/month.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import { type MoneyType, usd } from '../../graphql/money.type.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, PageArgs } from '../../graphql/paging.js';
import { linePage } from '../../mirror-gap/mirror-gap.resolver.js';
import { type MirrorLine, MirrorLineConnection } from '../../mirror-gap/mirror-lines.types.js';
import { MirrorReader } from '../../mirror-gap/mirror-reader.js';
import { BilateralTrade } from '../bilateral-trade.types.js';
import type { TradeQuestion } from '../trade-reader.js';
import { GoodsUnderWay, type MonthUnderWay } from './under-way.types.js';

const LIST = 'line-under-way';

/** The answer under way: the value and the months are read at once, lines when they are asked for. */
interface Answer {
  readonly reader: MirrorReader;
  readonly byMonth: () => Promise<readonly MonthCents[]>;
}
interface MonthCents {
  readonly month: string;
  readonly cents: bigint;
}

@LedgerResolver(() => BilateralTrade)
export class TradeUnderWayResolver {
  @ResolveField(() => GoodsUnderWay, {
    nullable: true,
    description:
      'What the partner exported to the reporter in these months and the reporter has not imported: on a line of its own, in no sum of trade.',
  })
  async underWay(
    @Parent() { reporter, partner, from, to, asOf, occurredUntil }: TradeQuestion,
    @Context() { session, readModels }: Operation,
  ): Promise<Answer> {
    await readModels.asOf({ asOf }, 'mirror-gap');
    // What the partner exports is held against what the reporter imports.
    const until = occurredUntil ?? null;
    const question = { exporter: partner, importer: reporter, from, to, asOf, occurredUntil: until };
    const reader = new MirrorReader(session, question);
    let asked: Promise<readonly MonthCents[]> | undefined;
    return {
      reader,
      byMonth: () => {
        asked ??= monthsOf(reader, listMonths(from, to));
        return asked;
      },
    };
  }
}

@LedgerResolver(() => GoodsUnderWay)
export class GoodsUnderWayResolver {
  @ResolveField()
  async value(@Parent() { byMonth }: Answer): Promise<MoneyType> {
    return usd((await byMonth()).reduce((sum, { cents }) => sum + cents, 0n));
  }

  @ResolveField()
  async months(@Parent() { byMonth }: Answer): Promise<readonly MonthUnderWay[]> {
    return (await byMonth()).map(({ month, cents }) => ({ month, value: usd(cents) }));
  }

  @ResolveField(() => MirrorLineConnection, {
    nullable: true,
    description:
      'Explains the value: every line that is under way, in the order in which the ledger came to know it so; the shares sum to it. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async lines(
    @Parent() { reader }: Answer,
    @Args() page: PageArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<MirrorLine>> {
    checkSeesEvents(caller);
    return linePage(LIST, reader, { sum: 'under_way', chapter: null }, page);
  }
}

async function monthsOf(reader: MirrorReader, months: readonly string[]): Promise<readonly MonthCents[]> {
  const told = new Map<string, bigint>();
  for (const { month, cents } of await reader.underWay())
    told.set(month, (told.get(month) ?? 0n) + BigInt(cents));
  return months.map((month) => ({ month, cents: told.get(month) ?? 0n }));
}
