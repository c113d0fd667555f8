import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { checkMonths } from '../calendar/asked-months.js';
import { clockAt } from '../calendar/local-day.js';
import { firstDay, lastDay } from '../calendar/month.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { money } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, pageOf, positionOf } from '../graphql/paging.js';
import { type AsOf, runningUntil } from '../holds/held-as-of.js';
import { untilOf } from '../holds/hold-view.js';
import { untilMs } from '../read/happened.js';
import { checkSince, type Restated, restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { RESTATED_TRANSITS } from './customs-restatement.sql.js';
import { factsBy, factsOf, sumsOf } from './transit-sums.js';
import { transitsFigure } from './transits.figure.js';
import { TRANSIT_SHARES_SQL, type TransitShareRow, type TransitSumRow } from './transits.sql.js';
import {
  type TransitShare,
  TransitShareConnection,
  TransitSharesArgs,
  Transits,
  TransitsArgs,
  type TransitsOfCountries,
  type TransitsOfGuarantee,
  type TransitsOfIrregularity,
  type TransitsOfMode,
  type TransitsOfMonth,
  type TransitsOfPort,
  type TransitsOfWay,
} from './transits.types.js';
import { type TransitsRead, transitsOf } from './transits-reader.js';

const LIST = 'transit-share';

type Lists = 'byCountries' | 'byPort' | 'byWay' | 'byMode' | 'byGuarantee' | 'byMonth' | 'irregularities';
/** The answer under way: all of its cuts are sums of the same rows. */
interface Answer extends Omit<Transits, Lists> {
  readonly read: TransitsRead;
  readonly rows: readonly TransitSumRow[];
  readonly question: readonly unknown[];
  /** The question as of a position. */
  parameters(asOf: AsOf): readonly unknown[];
}

@LedgerResolver(() => Transits)
export class TransitsResolver {
  @Query(() => Transits, { nullable: true, description: transitsFigure.question })
  async transits(
    @Args() { from, to, departureCountry, destinationCountry, occurredUntil = null, ...asked }: TransitsArgs,
    @Context() { session, readModels, holds }: Operation,
  ): Promise<Answer> {
    checkMonths(from, to);
    const asOf = await holds.asOf(await readModels.asOf(asked, 'transits'));
    const countries = [departureCountry ?? null, destinationCountry ?? null];
    const parameters = (known: AsOf): readonly unknown[] => {
      const { position, ms = null } = runningUntil(known, occurredUntil);
      return [position, ms, firstDay(from), lastDay(to), ...countries, untilMs(occurredUntil)];
    };
    const question = parameters(asOf);
    const read = transitsOf(session, question, occurredUntil);
    const rows = await read.sums();
    const until = untilOf(runningUntil(asOf, occurredUntil));
    const of = { from, to, asOf: asOf.position, occurredUntil, until };
    return { ...of, read, rows, question, parameters, ...factsOf(rows) };
  }

  @ResolveField()
  byCountries(@Parent() { rows }: Answer): readonly TransitsOfCountries[] {
    return factsBy('countries', rows).map(({ key: [departure = '', destination = ''], ...facts }) => ({
      departure,
      destination,
      ...facts,
    }));
  }

  @ResolveField()
  byPort(@Parent() { rows }: Answer): readonly TransitsOfPort[] {
    return factsBy('port', rows).map(({ key: [port], ...facts }) => ({ port: port || null, ...facts }));
  }

  @ResolveField()
  byWay(@Parent() { rows }: Answer): readonly TransitsOfWay[] {
    return factsBy('way', rows).map(({ key: way, ...facts }) => ({ way, ...facts }));
  }

  @ResolveField()
  byMode(@Parent() { rows }: Answer): readonly TransitsOfMode[] {
    return factsBy('mode', rows).map(({ key: [mode = ''], ...facts }) => ({ mode, ...facts }));
  }

  @ResolveField()
  byGuarantee(@Parent() { rows }: Answer): readonly TransitsOfGuarantee[] {
    return factsBy('guarantee', rows).map(({ key: [kind], ...facts }) => ({ kind: kind || null, ...facts }));
  }

  @ResolveField()
  byMonth(@Parent() { rows }: Answer): readonly TransitsOfMonth[] {
    const discharged = rows.filter(({ standing }) => standing === 'discharged');
    const months = [...new Set(discharged.map(({ month }) => month ?? ''))].sort();
    return months.map((month) => ({ month, ...sumsOf(discharged.filter((row) => row.month === month)) }));
  }

  @ResolveField()
  async irregularities(@Parent() { read }: Answer): Promise<readonly TransitsOfIrregularity[]> {
    const found = await read.irregularities();
    return [...found].sort((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1));
  }

  @ResolveField(() => TransitShareConnection, {
    nullable: true,
    description:
      'Explains the figure: every transit of it in the order in which the ledger came to know it so; mass and value of those of one standing sum to its own. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async shares(
    @Parent() { question }: Answer,
    @Args() { standings, ...page }: TransitSharesArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<TransitShare>> {
    checkSeesEvents(caller);
    const rows = await session.read((manager) =>
      manager.query<TransitShareRow[]>(TRANSIT_SHARES_SQL, [
        ...question,
        standings ?? null,
        positionOf(LIST, page.after) ?? 0,
        page.first + 1,
      ]),
    );
    const { edges, pageInfo } = pageOf(rows, page, (row) => cursorOf(LIST, Number(row.from_position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toShare(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  async restatement(
    @Parent() { asOf, question, parameters }: Answer,
    @Args() { since }: SinceArgs,
    @Context() { session, holds }: Operation,
  ): Promise<Restated> {
    checkSince(since, asOf);
    const before = parameters(await holds.asOf(since));
    return restated({ since, asOf, session }, RESTATED_TRANSITS, (position) =>
      position === asOf ? question : before,
    );
  }
}

function toShare(row: TransitShareRow): TransitShare {
  const at = (office: string, ms: string | null) => (ms === null ? null : clockAt(office, Number(ms)));
  return {
    transitId: row.transit_id,
    standing: row.standing,
    way: [row.departure, ...row.stops, row.destination],
    port: row.port || null,
    mode: row.transport_mode,
    openedAt: clockAt(row.departure, Number(row.opened_ms)),
    dueBy: clockAt(row.destination, Number(row.due_ms)),
    presentedAt: at(row.destination, row.terminated_ms),
    dischargedAt: at(row.departure, row.discharged_ms),
    late: row.late,
    irregularities: row.irregularities,
    massKg: row.kg,
    value: money(row.minor, row.currency),
    positions: [...new Set([Number(row.opened_position), Number(row.from_position)])],
  };
}
