import { COUNTRIES, REGIONS } from '@corridor/reference-data';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../../access/rights.js';
import { checkMonths } from '../../calendar/asked-months.js';
import { firstDay, listMonths } from '../../calendar/month.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../../graphql/paging.js';
import { checkPresent } from '../../ledger/present.js';
import type { LastChangeRow } from '../../release-calendar/release-calendar.sql.js';
import { Releases } from '../../release-calendar/releases.js';
import { type Restated, restated } from '../../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../../restatement/restatement.types.js';
import { ratioOf } from '../../targets/ratio-of.js';
import { amounts, tradeEventOf } from '../bilateral-trade.resolver.js';
import { type TradeEvent, TradeEventConnection } from '../bilateral-trade.types.js';
import { TRADE_BY_PARTNER_SQL, TRADE_LAST_CHANGES_SQL, type TradeSumRow } from '../trade-cells.sql.js';
import { TRADE_EVENTS_SQL, type TradeEventRow } from '../trade-events.sql.js';
import { byTotal, type KeyedSum, keyedSum, sumOf } from '../trade-sum.js';
import { untilOf } from '../trade-until.sql.js';
import { TRADE_BY_PARTNER_UNTIL_SQL } from './partners-until.sql.js';
import { tradeByPartnerFigure } from './trade-by-partner.figure.js';
import { TradeByPartner, TradeByPartnerArgs } from './trade-by-partner.types.js';
import { partnersTotalsSql, RESTATED_PARTNERS } from './trade-by-partner-restatement.sql.js';

const LIST = 'partners-trade-event';

/** The figure, with the sums that it was made of. */
type Answer = TradeByPartner & { readonly sums: readonly KeyedSum[] };

@LedgerResolver(() => TradeByPartner)
export class TradeByPartnerResolver {
  @Query(() => TradeByPartner, { nullable: true, description: tradeByPartnerFigure.question })
  async tradeByPartner(
    @Args() { reporter, region = null, from, to, occurredUntil = null, ...asked }: TradeByPartnerArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Answer> {
    checkMonths(from, to);
    const asOf = await readModels.asOf(asked, 'trade-facts');
    const values = valuesOf({ reporter, region, from, to, asOf });
    const { sql, until } = statementOf(occurredUntil);
    const read = <Row>(statement: string, of: readonly unknown[]) =>
      session.read((manager) => manager.query<Row[]>(statement, [...of]));
    const rows = await read<TradeSumRow>(sql, [...values, ...until]);
    const lastChanges = () => read<LastChangeRow>(TRADE_LAST_CHANGES_SQL, values);
    const releases = new Releases(
      { session, readModels },
      { reporters: [reporter], asOf, occurredUntil, lastChanges },
    );
    const months = listMonths(from, to).map((month) => ({ month, releases }));
    const sums = rows.map(keyedSum).sort(byTotal);
    const all = sumOf(sums);
    const total = all.exports + all.imports;
    // Those with whom all happened behind the instant have their events, which come to nothing, and are no partners by then.
    const isPartner = ({ exports, reExports, imports }: KeyedSum) =>
      occurredUntil === null || exports !== 0n || reExports !== 0n || imports !== 0n;
    const partners = sums.filter(isPartner).map(({ key, ...sum }) => ({
      partner: key,
      name: COUNTRIES.find(key)?.name ?? key,
      ...amounts(sum),
      share: ratioOf(`${sum.exports + sum.imports}`, `${total}`, 4),
    }));
    return { reporter, region, from, to, asOf, occurredUntil, ...amounts(all), partners, months, sums };
  }

  @ResolveField(() => TradeEventConnection, {
    nullable: true,
    description:
      'Explains the total: every event that made it, in the order of the ledger, with its share. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async events(
    @Parent() { reporter, sums, from, to, asOf, occurredUntil }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<TradeEvent>> {
    checkSeesEvents(caller);
    const partners = sums.map(({ key }) => key);
    const after = positionOf(LIST, page.after) ?? 0;
    const until = occurredUntil ? Date.parse(occurredUntil) : null;
    const known = [reporter, partners, firstDay(from), firstDay(to), asOf, after, page.first + 1, until];
    const rows = await session.read((manager) => manager.query<TradeEventRow[]>(TRADE_EVENTS_SQL, known));
    checkPresent(rows);
    return pageOf(rows.map(tradeEventOf), page, ({ position }) => cursorOf(LIST, position));
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(
    @Parent() { reporter, region, from, to, asOf, occurredUntil }: Answer,
    @Args() { since }: SinceArgs,
    @Context() { session }: Operation,
  ): Restated {
    const as = (position: number) => valuesOf({ reporter, region, from, to, asOf: position });
    const asked = restated({ since, asOf, session }, RESTATED_PARTNERS, (position, other) => [
      ...as(position),
      other,
      occurredUntil ? Date.parse(occurredUntil) : null,
    ]);
    const { sql, until } = statementOf(occurredUntil);
    const totals = { before: [...as(since), ...until], after: [...as(asOf), ...until] };
    return { ...asked, totals: { sql: partnersTotalsSql(sql), ...totals } };
  }
}

/** Behind the parameters of the question come those of the instant, where one is asked for. */
function statementOf(occurredUntil: string | null) {
  return occurredUntil
    ? { sql: TRADE_BY_PARTNER_UNTIL_SQL, until: untilOf(occurredUntil) }
    : { sql: TRADE_BY_PARTNER_SQL, until: [] };
}

function valuesOf({
  reporter,
  region,
  from,
  to,
  asOf,
}: Pick<TradeByPartner, 'reporter' | 'region' | 'from' | 'to' | 'asOf'>): readonly unknown[] {
  const countries = region === null ? null : REGIONS.get(region)?.countries;
  return [reporter, countries, firstDay(from), firstDay(to), asOf];
}
