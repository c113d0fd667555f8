import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { money } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import { untilMs } from '../read/happened.js';
import type { ReadSession } from '../read/read-session.js';
import { type Restated, restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { ratioOf } from '../targets/ratio-of.js';
import { RESTATED_GUARANTEES } from './customs-restatement.sql.js';
import { guaranteeUseFigure } from './guarantee-use.figure.js';
import {
  GUARANTEE_TOTALS_SQL,
  GUARANTEES_SQL,
  type GuaranteeCut,
  type GuaranteeRow,
  type GuaranteeSumRow,
  guaranteeSumsSql,
  RESERVATIONS_SQL,
  RESERVED_BY_COUNTRIES_SQL,
  type ReservationRow,
  type ReservedRow,
} from './guarantee-use.sql.js';
import {
  type GuaranteeInForce,
  GuaranteeInForceConnection,
  type GuaranteeReservation,
  GuaranteeReservationConnection,
  GuaranteeUse,
  GuaranteeUseArgs,
  ReservationsArgs,
  ReservedOfCountries,
  type UseOfCurrency,
  UseOfGuarantor,
  type UseOfKind,
} from './guarantee-use.types.js';
import { checkGuarantor } from './known-names.js';

const GUARANTEES = 'guarantee-in-force';
const RESERVATIONS = 'guarantee-reservation';
const SHARE_DIGITS = 4;

/** The answer under way: of its lists, those are read that are asked for. */
interface Answer extends Pick<GuaranteeUse, 'asOf' | 'occurredUntil'> {
  readonly question: readonly unknown[];
}

@LedgerResolver(() => GuaranteeUse)
export class GuaranteeUseResolver {
  @Query(() => GuaranteeUse, { nullable: true, description: guaranteeUseFigure.question })
  async guaranteeUse(
    @Args() { guarantor = null, occurredUntil = null, ...asked }: GuaranteeUseArgs,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<Answer> {
    if (guarantor !== null) checkSeesEvents(caller);
    const asOf = await readModels.asOf(asked, 'transits');
    if (guarantor !== null) await checkGuarantor(guarantor, session);
    return { asOf, occurredUntil, question: [asOf, guarantor, untilMs(occurredUntil)] };
  }

  @ResolveField()
  async byCurrency(
    @Parent() { question }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly UseOfCurrency[]> {
    return (await sums(session, 'all', question)).map(toUse);
  }

  @ResolveField()
  async byKind(
    @Parent() { question }: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly UseOfKind[]> {
    const rows = await sums(session, 'kind', question);
    return rows.map((row) => ({ kind: row.key[0] ?? '', ...toUse(row) }));
  }

  @ResolveField(() => [ReservedOfCountries], { nullable: true })
  async reservedByCountries(
    @Parent() { question }: Answer,
    @Context() { caller, session }: Operation,
  ): Promise<readonly ReservedOfCountries[]> {
    checkSeesEvents(caller);
    const rows = await session.read((manager) =>
      manager.query<ReservedRow[]>(RESERVED_BY_COUNTRIES_SQL, [...question]),
    );
    return rows.map(({ reserved, currency, ...countries }) => ({
      ...countries,
      reserved: money(reserved, currency),
    }));
  }

  @ResolveField(() => [UseOfGuarantor], { nullable: true })
  async byGuarantor(
    @Parent() { question }: Answer,
    @Context() { caller, session }: Operation,
  ): Promise<readonly UseOfGuarantor[]> {
    checkSeesEvents(caller);
    const rows = await sums(session, 'guarantor', question);
    return rows.map((row) => ({ guarantor: row.key[0] ?? '', name: row.key[1] ?? '', ...toUse(row) }));
  }

  @ResolveField(() => GuaranteeInForceConnection, {
    nullable: true,
    description:
      'Every guarantee in force, in the order in which they were issued; those of one currency sum to the figure. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async guarantees(
    @Parent() { question }: Answer,
    @Args() page: PageArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<GuaranteeInForce>> {
    checkSeesEvents(caller);
    const behind = [...question, positionOf(GUARANTEES, page.after) ?? 0, page.first + 1];
    const rows = await session.read((manager) => manager.query<GuaranteeRow[]>(GUARANTEES_SQL, behind));
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(GUARANTEES, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toGuarantee(node) })) };
  }

  @ResolveField(() => GuaranteeReservationConnection, {
    nullable: true,
    description:
      'Explains `reserved`: what is reserved for each transit, in the order of the ledger. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async reservations(
    @Parent() { question }: Answer,
    @Args() { departureCountry = null, destinationCountry = null, ...page }: ReservationsArgs,
    @Context() { caller, session }: Operation,
  ): Promise<Connection<GuaranteeReservation>> {
    checkSeesEvents(caller);
    const after = positionOf(RESERVATIONS, page.after) ?? 0;
    const behind = [...question, departureCountry, destinationCountry, after, page.first + 1];
    const rows = await session.read((manager) => manager.query<ReservationRow[]>(RESERVATIONS_SQL, behind));
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) =>
      cursorOf(RESERVATIONS, Number(position)),
    );
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toReservation(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(
    @Parent() { asOf, question: [, ...rest] }: Answer,
    @Args() { since }: SinceArgs,
    @Context() { session }: Operation,
  ): Restated {
    const compared = restated({ since, asOf, session }, RESTATED_GUARANTEES, (position) => [
      ...[position, ...rest],
      ...[since, asOf],
    ]);
    const totals = { sql: GUARANTEE_TOTALS_SQL, before: [since, ...rest], after: [asOf, ...rest] };
    return { ...compared, totals };
  }
}

function sums(
  session: ReadSession,
  cut: GuaranteeCut,
  question: readonly unknown[],
): Promise<readonly GuaranteeSumRow[]> {
  return session.read((manager) => manager.query<GuaranteeSumRow[]>(guaranteeSumsSql(cut), [...question]));
}

function toUse(row: GuaranteeSumRow): UseOfCurrency {
  return { n: row.n, expired: row.expired, ...toFacts(row) };
}

function toFacts(row: Omit<GuaranteeSumRow, 'key' | 'n' | 'expired'>) {
  const { currency } = row;
  const used = BigInt(row.reserved) + BigInt(row.called);
  return {
    currency,
    ceiling: money(row.ceiling, currency),
    reserved: money(row.reserved, currency),
    called: money(row.called, currency),
    free: money(row.free, currency),
    lapsed: money(row.lapsed, currency),
    freed: money(row.freed, currency),
    shareUsed: ratioOf(used.toString(), row.ceiling, SHARE_DIGITS),
  };
}

function toGuarantee(row: GuaranteeRow): GuaranteeInForce {
  return {
    guaranteeId: row.guarantee_id,
    kind: row.kind,
    reference: row.reference,
    guarantor: row.guarantor_id,
    guarantorName: row.guarantor_name,
    principal: row.principal_id,
    principalName: row.principal_name,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    isExpired: row.is_expired,
    ...toFacts(row),
    peak: money(row.peak, row.currency),
    peakPosition: Number(row.peak_position),
    position: Number(row.position),
  };
}

function toReservation(row: ReservationRow): GuaranteeReservation {
  return {
    guaranteeId: row.guarantee_id,
    transitId: row.transit_id,
    departure: row.departure,
    destination: row.destination,
    amount: money(row.amount, row.currency),
    called: money(row.called, row.currency),
    position: Number(row.position),
  };
}
