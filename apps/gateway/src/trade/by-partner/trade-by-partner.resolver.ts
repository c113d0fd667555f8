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
import { ratioOf } from '../../targets/ratio-of.js';
import { amounts, tradeEventOf } from '../bilateral-trade.resolver.js';
import { type TradeEvent, TradeEventConnection } from '../bilateral-trade.types.js';
import { TRADE_BY_PARTNER_SQL, TRADE_LAST_CHANGES_SQL, type TradeSumRow } from '../trade-cells.sql.js';
import { TRADE_EVENTS_SQL, type TradeEventRow } from '../trade-events.sql.js';
import { byTotal, type KeyedSum, keyedSum, sumOf } from '../trade-reader.js';
import { tradeByPartnerFigure } from './trade-by-partner.figure.js';
import { TradeByPartner, TradeByPartnerArgs } from './trade-by-partner.types.js';

const LIST = 'partners-trade-event';

/** The figure, with the sums that it was made of. */
type Answer = TradeByPartner & { readonly sums: readonly KeyedSum[] };

@LedgerResolver(() => TradeByPartner)
export class TradeByPartnerResolver {
  @Query(() => TradeByPartner, { nullable: true, description: tradeByPartnerFigure.question })
  async tradeByPartner(
    @Args() { reporter, region = null, from, to, ...asked }: TradeByPartnerArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Answer> {
    checkMonths(from, to);
    const asOf = await readModels.asOf(asked, 'trade-facts');
    const countries = region === null ? null : REGIONS.get(region)?.countries;
    const values = [reporter, countries, firstDay(from), firstDay(to), asOf];
    const read = <Row>(sql: string) => session.read((manager) => manager.query<Row[]>(sql, values));
    const rows = await read<TradeSumRow>(TRADE_BY_PARTNER_SQL);
    const lastChanges = () => read<LastChangeRow>(TRADE_LAST_CHANGES_SQL);
    const releases = new Releases({ session, readModels }, { reporters: [reporter], asOf, lastChanges });
    const months = listMonths(from, to).map((month) => ({ month, releases }));
    const sums = rows.map(keyedSum).sort(byTotal);
    const all = sumOf(sums);
    const total = all.exports + all.imports;
    const partners = sums.map(({ key, ...sum }) => ({
      partner: key,
      name: COUNTRIES.find(key)?.name ?? key,
      ...amounts(sum),
      share: ratioOf(`${sum.exports + sum.imports}`, `${total}`, 4),
    }));
    return { reporter, region, from, to, asOf, ...amounts(all), partners, months, sums };
  }

  @ResolveField(() => TradeEventConnection, {
    nullable: true,
    description:
      'Explains the total: every event that made it, in the order of the ledger, with its share. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async events(
    @Parent() { reporter, sums, from, to, asOf }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<TradeEvent>> {
    checkSeesEvents(caller);
    const partners = sums.map(({ key }) => key);
    const after = positionOf(LIST, page.after) ?? 0;
    const known = [reporter, partners, firstDay(from), firstDay(to), asOf, after, page.first + 1, null];
    const rows = await session.read((manager) => manager.query<TradeEventRow[]>(TRADE_EVENTS_SQL, known));
    checkPresent(rows);
    return pageOf(rows.map(tradeEventOf), page, ({ position }) => cursorOf(LIST, position));
  }
}
