import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../../access/rights.js';
import { checkMonths } from '../../calendar/asked-months.js';
import { firstDay } from '../../calendar/month.js';
import { badInput } from '../../graphql/errors.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import { usd } from '../../graphql/money.type.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../../graphql/paging.js';
import { checkPresent } from '../../ledger/present.js';
import { checkPair } from '../asked-pair.js';
import { eventBehind } from '../trade-events.sql.js';
import { TradeReader } from '../trade-reader.js';
import { tradeRestatementFigure } from './trade-restatement.figure.js';
import {
  CORRECTIONS_SQL,
  type CorrectionsRow,
  RESTATING_EVENTS_SQL,
  type RestatingEventRow,
} from './trade-restatement.sql.js';
import {
  type RestatingEvent,
  RestatingEventConnection,
  TradeRestatement,
  TradeRestatementArgs,
} from './trade-restatement.types.js';

const LIST = 'restating-event';

type Question = Readonly<
  Pick<TradeRestatement, 'reporter' | 'partner' | 'from' | 'to' | 'since' | 'asOf' | 'occurredUntil'>
>;

@LedgerResolver(() => TradeRestatement)
export class TradeRestatementResolver {
  @Query(() => TradeRestatement, {
    nullable: true,
    description: tradeRestatementFigure.question,
  })
  async tradeRestatement(
    @Args() { reporter, partner, from, to, since, occurredUntil = null, ...asked }: TradeRestatementArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<TradeRestatement> {
    checkPair(reporter, partner);
    checkMonths(from, to);
    const asOf = await readModels.asOf(asked, 'trade-facts');
    if (since > asOf)
      throw badInput(`since: ${since} lies behind asOf, which is ${asOf}. Give an earlier one.`);
    const question = { reporter, partner, from, to, since, asOf, occurredUntil };
    const [before, after, [sum]] = await Promise.all([
      new TradeReader(session, { ...question, asOf: since }).sum(),
      new TradeReader(session, question).sum(),
      session.read((manager) => manager.query<CorrectionsRow[]>(CORRECTIONS_SQL, valuesOf(question))),
    ]);
    const [held, now] = [before.exports + before.imports, after.exports + after.imports];
    const difference = now - held;
    const corrections = BigInt(sum?.corrections ?? 0);
    return {
      ...question,
      before: usd(held),
      after: usd(now),
      difference: usd(difference),
      newTrade: usd(difference - corrections),
      corrections: usd(corrections),
    };
  }

  @ResolveField(() => RestatingEventConnection, {
    nullable: true,
    description:
      'Explains the difference: every event that made it, in the order of the ledger, with its share. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async events(
    @Parent() question: Question,
    @Args() page: PageArgs,
    @Context() { session, caller }: Operation,
  ): Promise<Connection<RestatingEvent>> {
    checkSeesEvents(caller);
    const behind = positionOf(LIST, page.after) ?? 0;
    const rows = await session.read((manager) =>
      manager.query<RestatingEventRow[]>(RESTATING_EVENTS_SQL, [
        ...valuesOf(question),
        behind,
        page.first + 1,
      ]),
    );
    checkPresent(rows);
    const events = rows.map(
      (row): RestatingEvent => ({
        ...eventBehind(row),
        type: row.type,
        month: row.month,
        share: usd(BigInt(row.share)),
        newTrade: usd(BigInt(row.new_trade)),
        corrections: usd(BigInt(row.corrections)),
      }),
    );
    return pageOf(events, page, ({ position }) => cursorOf(LIST, position));
  }
}

function valuesOf({ occurredUntil, ...asked }: Question): readonly (string | number | null)[] {
  const { reporter, partner, from, to, since, asOf } = asked;
  const until = occurredUntil ? Date.parse(occurredUntil) : null;
  return [reporter, partner, firstDay(from), firstDay(to), since, asOf, until];
}
