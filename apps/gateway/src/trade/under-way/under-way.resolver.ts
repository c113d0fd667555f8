import { Args, Context, Parent, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../../access/rights.js';
import { firstDay, listMonths } from '../../calendar/month.js';
import { badInput } from '../../graphql/errors.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import { type MoneyType, usd } from '../../graphql/money.type.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, placeOf } from '../../graphql/paging.js';
import { lineOf } from '../../mirror-gap/mirror-gap.resolver.js';
import { UNDER_WAY_SQL } from '../../mirror-gap/mirror-gap.sql.js';
import { LINES_UNDER_WAY_SQL, type MirrorLineRow } from '../../mirror-gap/mirror-lines.sql.js';
import { type MirrorLine, MirrorLineConnection } from '../../mirror-gap/mirror-lines.types.js';
import type { ReadSession } from '../../read/read-session.js';
import { BilateralTrade } from '../bilateral-trade.types.js';
import type { TradeQuestion } from '../trade-reader.js';
import { GoodsUnderWay, type MonthUnderWay } from './under-way.types.js';

const LIST = 'line-under-way';

/** The answer under way: the value and the months are read at once, lines when they are asked for. */
interface Answer {
  readonly question: TradeQuestion;
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
      'What the partner exported to the reporter in these months and the reporter has not imported: on a line of its own, in no sum of trade. Not with `occurredUntil`.',
  })
  async underWay(
    @Parent() question: TradeQuestion,
    @Context() { session, readModels }: Operation,
  ): Promise<Answer> {
    if (question.occurredUntil)
      throw badInput(
        'occurredUntil: underWay is asked as of a position or of what was known. Leave one of them out.',
      );
    await readModels.asOf({ asOf: question.asOf }, 'mirror-gap');
    let asked: Promise<readonly MonthCents[]> | undefined;
    return {
      question,
      byMonth: () => {
        asked ??= monthsOf(session, question);
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
    @Parent() { question }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<MirrorLine>> {
    checkSeesEvents(caller);
    const [position, pair] = placeOf(LIST, page.after);
    const values = [...valuesOf(question), null, position, pair, page.first + 1];
    const rows = await session.read((manager) => manager.query<MirrorLineRow[]>(LINES_UNDER_WAY_SQL, values));
    const { edges, pageInfo } = pageOf(rows, page, (row) => cursorOf(LIST, Number(row.position), row.pair));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: lineOf(node) })) };
  }
}

async function monthsOf(session: ReadSession, question: TradeQuestion): Promise<readonly MonthCents[]> {
  const rows = await session.read((manager) =>
    manager.query<{ month: string; cents: string }[]>(UNDER_WAY_SQL, [...valuesOf(question)]),
  );
  const told = new Map(rows.map(({ month, cents }) => [month, BigInt(cents)]));
  return listMonths(question.from, question.to).map((month) => ({ month, cents: told.get(month) ?? 0n }));
}

/** What the partner exports is held against what the reporter imports. */
function valuesOf({ reporter, partner, from, to, asOf }: TradeQuestion): readonly (string | number)[] {
  return [partner, reporter, firstDay(from), firstDay(to), asOf];
}
