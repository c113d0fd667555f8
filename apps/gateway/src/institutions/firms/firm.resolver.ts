import type { Caller, Role } from '@corridor/nest-kit';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../../access/rights.js';
import { fieldError } from '../../graphql/errors.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../../graphql/paging.js';
import type { AsOfArgs } from '../../read/as-of.types.js';
import { FIRM_SQL, FIRMS_OF_COUNTRY_SQL, FIRMS_SQL, type FirmRow } from './firm.sql.js';
import {
  FirmArgs,
  FirmConnection,
  FirmsArgs,
  FirmType,
  type TrustCase,
  TrustCaseConnection,
  TrustType,
} from './firm.types.js';
import { caseCursorOf, caseKeyOf, TrustReader } from './trust-reader.js';
import { partValue, TRUST_WEIGHTS, type TrustPartName, trustScore } from './trust-score.js';

const LIST = 'firm';
const PARTS = Object.keys(TRUST_WEIGHTS) as readonly TrustPartName[];
/** Whoever may deal with a firm, and those who answer for the corridor. */
const SEE_TRUST: ReadonlySet<Role> = new Set([
  'reporter',
  'operator',
  'commission',
  'council',
  'trader',
  'bank',
]);

/** A firm, with what reads the trust in all firms of the answer. */
type Found = FirmType & { readonly trusts: TrustReader };
type FoundTrust = TrustType & { readonly of: string; readonly trusts: TrustReader };

@LedgerResolver(() => FirmType)
export class FirmResolver {
  @Query(() => FirmType, {
    nullable: true,
    description:
      'Who is this firm, and how far did it keep its word? Null where the register does not have it.',
  })
  async firm(
    @Args() { participantId, ...asked }: FirmArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Found | null> {
    const asOf = await firmsAsOf(readModels, asked);
    const rows = await session.read((manager) => manager.query<FirmRow[]>(FIRM_SQL, [asOf, participantId]));
    return foundOf(rows, trustsAt(session, asOf))[0] ?? null;
  }

  @Query(() => FirmConnection, {
    nullable: true,
    description:
      'Which firms stand in the register of traders? The one that was registered first comes first.',
  })
  async firms(
    @Args() { country, ownership, ...page }: FirmsArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Connection<Found>> {
    const asOf = await firmsAsOf(readModels, page);
    const after = positionOf(LIST, page.after) ?? 0;
    const parameters = [asOf, after, page.first + 1, ownership ?? null];
    const rows = await session.read((manager) =>
      country
        ? manager.query<FirmRow[]>(FIRMS_OF_COUNTRY_SQL, [...parameters, country])
        : manager.query<FirmRow[]>(FIRMS_SQL, parameters),
    );
    const found = foundOf(rows, trustsAt(session, asOf));
    return pageOf(found, page, ({ registeredPosition }) => cursorOf(LIST, registeredPosition));
  }

  @ResolveField(() => TrustType, {
    nullable: true,
    description:
      'How far did it keep its word? For traders and banks, reporters and operators, the Commission and the Business Council.',
  })
  async trust(
    @Parent() { participantId, trusts }: Found,
    @Context() { caller, readModels }: Operation,
  ): Promise<FoundTrust> {
    checkSeesTrust(caller);
    await readModels.asOf({ asOf: trusts.asOf }, 'firm-conduct');
    const counts = await trusts.countsOf(participantId);
    const parts = PARTS.map((part) => {
      const { cases = 0, successes = 0, unconfirmed = 0 } = counts.find((row) => row.part === part) ?? {};
      return { part, cases, successes, unconfirmed };
    });
    return {
      of: participantId,
      trusts,
      score: trustScore(parts),
      parts: parts.map((part) => ({ ...part, weight: TRUST_WEIGHTS[part.part], value: partValue(part) })),
      on: (await trusts.dayOf(participantId)) ?? null,
      asOf: trusts.asOf,
    };
  }
}

@LedgerResolver(() => TrustType)
export class TrustResolver {
  @ResolveField(() => TrustCaseConnection, {
    nullable: true,
    description:
      'Explains the score: every case that counts, and those that would if somebody stood behind them, in the order in which the ledger learnt of them. A firm sees its own; of others, reporters, operators, the Commission and the Business Council do.',
  })
  async cases(
    @Parent() { of, trusts }: FoundTrust,
    @Args() page: PageArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<TrustCase>> {
    if (caller.participant !== of) checkSeesEvents(caller);
    const rows = await trusts.casesOf(of, caseKeyOf(page.after), page.first + 1);
    const { edges, pageInfo } = pageOf(rows, page, caseCursorOf);
    return {
      pageInfo,
      edges: edges.map(({ cursor, node }) => ({
        cursor,
        node: {
          part: node.part,
          caseId: node.case_id,
          success: node.success,
          dueOn: node.due_on,
          onDay: node.on_day,
          confirmed: node.confirmed_position !== null,
          confirmedBy: node.confirmed_position === null ? null : Number(node.confirmed_position),
          unconfirmedBecause: node.unconfirmed_because,
          positions: node.positions.map(Number),
        },
      })),
    };
  }
}

/** Without a word, a position that both the register and the conduct have come to, where there is a conduct yet: a firm is told without it, too. */
async function firmsAsOf(readModels: Operation['readModels'], asked: AsOfArgs) {
  if ((asked.asOf ?? asked.knownAt ?? null) !== null) return readModels.asOf(asked, 'firms');
  return readModels.asOf({ asOf: (await readModels.reached(['firms', 'firm-conduct'])) ?? null }, 'firms');
}

function trustsAt(session: Operation['session'], asOf: number) {
  return (firms: readonly FirmType[]) => new TrustReader(session, firms, asOf);
}

function foundOf(
  rows: readonly FirmRow[],
  trustsOf: (firms: readonly FirmType[]) => TrustReader,
): readonly Found[] {
  const firms = rows.map((row) => ({
    participantId: row.participant_id,
    name: row.name,
    nameLatin: row.name_latin,
    country: row.country,
    nationalIds: row.national_ids,
    ownership: row.ownership,
    sectors: row.sectors,
    city: row.city,
    status: row.status,
    suspension: row.suspension,
    registeredPosition: Number(row.registered_position),
    position: Number(row.position),
  }));
  const trusts = trustsOf(firms);
  return firms.map((firm) => ({ ...firm, trusts }));
}

/** @throws GraphQLError `FORBIDDEN` for customs and consulates, which have no business with it. */
function checkSeesTrust({ role }: Caller): void {
  if (SEE_TRUST.has(role)) return;
  throw fieldError(
    'FORBIDDEN',
    `How far firms are trusted is for those who deal with them, and for reporters, operators, the Commission and the Business Council; your key is of a ${role}.`,
  );
}
