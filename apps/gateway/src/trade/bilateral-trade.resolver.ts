import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { checkMonths } from '../calendar/asked-months.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { type MoneyType, usd } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import { Releases } from '../release-calendar/releases.js';
import { checkPair } from './asked-pair.js';
import { bilateralTradeFigure } from './bilateral-trade.figure.js';
import {
  BilateralTrade,
  BilateralTradeArgs,
  type ChapterOfTrade,
  type HeadingOfTrade,
  type ModeOfTrade,
  nameOfChapter,
  nameOfHeading,
  nameOfPlace,
  type OfficeOfTrade,
  type PortOfTrade,
  type RouteOfTrade,
  routesOfKey,
  type SectorOfTrade,
  SubheadingOfTrade,
  type TradeEvent,
  TradeEventConnection,
  WithinArgs,
} from './bilateral-trade.types.js';
import { eventBehind, type TradeEventRow } from './trade-events.sql.js';
import { type TradeQuestion, TradeReader } from './trade-reader.js';
import type { TradeSum } from './trade-sum.js';

const LIST = 'trade-event';

/** The answer under way: its fields are read when they are asked for. */
type Answer = TradeQuestion & { readonly reader: TradeReader; readonly releases: Releases };

@LedgerResolver(() => BilateralTrade)
export class BilateralTradeResolver {
  @Query(() => BilateralTrade, {
    nullable: true,
    description: bilateralTradeFigure.question,
  })
  async bilateralTrade(
    @Args() { reporter, partner, from, to, occurredUntil = null, ...asked }: BilateralTradeArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Answer> {
    checkPair(reporter, partner);
    checkMonths(from, to);
    const asOf = await readModels.asOf(asked, 'trade-facts');
    const question = { reporter, partner, from, to, asOf, occurredUntil };
    const reader = new TradeReader(session, question);
    const lastChanges = () => reader.lastChanges();
    const releases = new Releases(
      { session, readModels },
      { reporters: [reporter], asOf, occurredUntil, lastChanges },
    );
    return { ...question, reader, releases };
  }

  @ResolveField()
  async exports(@Parent() { reader }: Answer): Promise<MoneyType> {
    return usd((await reader.sum()).exports);
  }

  @ResolveField()
  async reExports(@Parent() { reader }: Answer): Promise<MoneyType> {
    return usd((await reader.sum()).reExports);
  }

  @ResolveField()
  async imports(@Parent() { reader }: Answer): Promise<MoneyType> {
    return usd((await reader.sum()).imports);
  }

  @ResolveField()
  async total(@Parent() { reader }: Answer): Promise<MoneyType> {
    return amounts(await reader.sum()).total;
  }

  @ResolveField()
  async months(@Parent() { reader, releases }: Answer) {
    return (await reader.months()).map(({ key, ...sum }) => ({ month: key, releases, ...amounts(sum) }));
  }

  @ResolveField()
  async bySector(@Parent() { reader }: Answer): Promise<readonly SectorOfTrade[]> {
    return (await reader.sectors()).map(({ key, ...sum }) => ({ sector: key, ...amounts(sum) }));
  }

  @ResolveField()
  async byChapter(@Parent() { reader }: Answer): Promise<readonly ChapterOfTrade[]> {
    return (await reader.chapters()).map(({ key, ...sum }) => ({
      chapter: key,
      name: nameOfChapter(key),
      ...amounts(sum),
    }));
  }

  @ResolveField()
  async byHeading(@Parent() { reader }: Answer): Promise<readonly HeadingOfTrade[]> {
    return (await reader.headings()).map(({ key, ...sum }) => ({
      heading: key,
      name: nameOfHeading(key),
      ...amounts(sum),
    }));
  }

  @ResolveField(() => [SubheadingOfTrade], {
    description:
      'By subheading of the Harmonized System within a chapter or heading, in its order; subheadings without trade are left out.',
  })
  async bySubheading(
    @Parent() { reader }: Answer,
    @Args() { within }: WithinArgs,
  ): Promise<readonly SubheadingOfTrade[]> {
    return (await reader.subheadings(within)).map(({ key, ...sum }) => ({
      subheading: key,
      headingName: nameOfHeading(key.slice(0, 4)),
      ...amounts(sum),
    }));
  }

  @ResolveField()
  async byOffice(@Parent() { reader }: Answer): Promise<readonly OfficeOfTrade[]> {
    return (await reader.offices()).map(({ key, ...sum }) => ({
      office: key,
      name: nameOfPlace(key),
      ...amounts(sum),
    }));
  }

  @ResolveField()
  async byMode(@Parent() { reader }: Answer): Promise<readonly ModeOfTrade[]> {
    return (await reader.carried('mode')).map(({ key, ...sum }) => ({ mode: key || null, ...amounts(sum) }));
  }

  @ResolveField()
  async byPort(@Parent() { reader }: Answer): Promise<readonly PortOfTrade[]> {
    return (await reader.carried('port')).map(({ key, ...sum }) => ({
      port: key || null,
      name: nameOfPlace(key),
      ...amounts(sum),
    }));
  }

  @ResolveField()
  async byRoute(@Parent() { reader }: Answer): Promise<readonly RouteOfTrade[]> {
    return (await reader.carried('route')).map(({ key, ...sum }) => ({
      ...routesOfKey(key),
      ...amounts(sum),
    }));
  }

  @ResolveField(() => TradeEventConnection, {
    nullable: true,
    description:
      'Explains the total: every event that made it, in the order of the ledger, with its share. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async events(
    @Parent() { reader }: Answer,
    @Args() page: PageArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<TradeEvent>> {
    checkSeesEvents(caller);
    const rows = await reader.events(positionOf(LIST, page.after) ?? 0, page.first + 1);
    return pageOf(rows.map(tradeEventOf), page, ({ position }) => cursorOf(LIST, position));
  }
}

export function tradeEventOf(row: TradeEventRow): TradeEvent {
  return {
    ...eventBehind(row),
    type: row.type,
    month: row.month,
    share: usd(BigInt(row.cents)),
    correction: row.correction,
  };
}

export function amounts({ exports, reExports, imports }: TradeSum) {
  return {
    exports: usd(exports),
    reExports: usd(reExports),
    imports: usd(imports),
    total: usd(exports + imports),
  };
}
