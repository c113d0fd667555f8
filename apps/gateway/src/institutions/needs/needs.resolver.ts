import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkMonths } from '../../calendar/asked-months.js';
import { firstDay, lastDay } from '../../calendar/month.js';
import { MonthsArgs } from '../../calendar/months.types.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../../graphql/paging.js';
import type { ReadSession } from '../../read/read-session.js';
import { ratioOf } from '../../targets/ratio-of.js';
import { type OwnedStagesRow, ofOwnership, tradeOf, tradeOfAll } from '../commitments/trade-stages.js';
import { checkSeesAllFirms } from '../engagements/engagement-rights.js';
import { needsFigure } from './needs.figure.js';
import {
  MATCH_COUNTS_SQL,
  MATCH_OWNERS_SQL,
  MATCH_REASONS_SQL,
  MATCHES_SQL,
  type MatchCountsRow,
  type MatchRow,
  NEED_COUNTS_SQL,
  NEEDS_SQL,
  type NeedCountsRow,
  type NeedRow,
  OPEN_NEEDS_SQL,
  type OpenNeedsRow,
  type ReasonRow,
} from './needs.sql.js';
import {
  type MatchCounts,
  type MatchesByReason,
  type MatchShare,
  MatchShareConnection,
  NeedsOfMonths,
  type OpenNeed,
  OpenNeedConnection,
} from './needs.types.js';

const NEEDS = 'open-need';
const MATCHES = 'match-share';
const SECONDS_PER_HOUR = 3_600;

/** An answer under way, of which fields are read when they are asked for. */
interface Asked {
  readonly from: string;
  readonly to: string;
  readonly asOf: number;
  readonly session: ReadSession;
}

@LedgerResolver(() => NeedsOfMonths)
export class NeedsResolver {
  @Query(() => NeedsOfMonths, {
    nullable: true,
    description: `${needsFigure.question} For the Commission, the Business Council, reporters and operators.`,
  })
  async needs(
    @Args() { from, to, ...asked }: MonthsArgs,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<Asked> {
    checkMonths(from, to);
    checkSeesAllFirms(caller);
    return {
      from,
      to,
      asOf: await readModels.asOf(asked, 'needs', 'matches', 'leads', 'commitment-realisation'),
      session,
    };
  }

  @ResolveField()
  open(@Parent() { session, asOf }: Asked): Promise<readonly OpenNeedsRow[]> {
    return session.read((manager) => manager.query<OpenNeedsRow[]>(OPEN_NEEDS_SQL, [asOf]));
  }

  @ResolveField()
  told(@Parent() answer: Asked): Promise<NeedCountsRow> {
    return readOne<NeedCountsRow>(answer, NEED_COUNTS_SQL);
  }

  @ResolveField()
  async matches(@Parent() answer: Asked): Promise<MatchCounts> {
    const { seconds, median_seconds, ...counts } = await readOne<MatchCountsRow>(answer, MATCH_COUNTS_SQL);
    const owners = await read<OwnedStagesRow>(answer, MATCH_OWNERS_SQL);
    return {
      ...counts,
      ...tradeOfAll(owners),
      byOwnership: owners.map(ofOwnership),
      meanHoursToIntroduction: ratioOf(seconds, String(counts.introduced * SECONDS_PER_HOUR), 1),
      medianHoursToIntroduction:
        median_seconds === null ? null : ratioOf(median_seconds, String(SECONDS_PER_HOUR), 1),
    };
  }

  @ResolveField()
  async reasons(@Parent() answer: Asked): Promise<readonly MatchesByReason[]> {
    const rows = await read<ReasonRow>(answer, MATCH_REASONS_SQL);
    return rows.map(({ kind, ...row }) => ({ outcome: kind, ...row }));
  }

  @ResolveField(() => OpenNeedConnection, {
    nullable: true,
    description: 'Explains `open`: every need that stands, in the order of the ledger, with its events.',
  })
  async openNeeds(@Parent() { session, asOf }: Asked, @Args() page: PageArgs): Promise<Connection<OpenNeed>> {
    const after = positionOf(NEEDS, page.after) ?? 0;
    const rows = await session.read((manager) =>
      manager.query<NeedRow[]>(NEEDS_SQL, [asOf, after, page.first + 1]),
    );
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(NEEDS, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toNeed(node) })) };
  }

  @ResolveField(() => MatchShareConnection, {
    nullable: true,
    description:
      'Explains `matches`: every match that made them, in the order of the ledger, with its share and its events.',
  })
  async matchShares(@Parent() answer: Asked, @Args() page: PageArgs): Promise<Connection<MatchShare>> {
    const after = positionOf(MATCHES, page.after) ?? 0;
    const rows = await read<MatchRow>(answer, MATCHES_SQL, [after, page.first + 1]);
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(MATCHES, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toShare(node) })) };
  }
}

function read<Row>(
  { session, asOf, from, to }: Asked,
  sql: string,
  more: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return session.read((manager) => manager.query<Row[]>(sql, [asOf, firstDay(from), lastDay(to), ...more]));
}

async function readOne<Row>(answer: Asked, sql: string): Promise<Row> {
  const [row] = await read<Row>(answer, sql);
  if (!row) throw new Error('PostgreSQL told no sums.');
  return row;
}

function toNeed({ need_id, participant, position: _, positions, ...row }: NeedRow): OpenNeed {
  return { ...row, needId: need_id, firm: participant, positions: positions.map(Number) };
}

function toShare(row: MatchRow): MatchShare {
  const {
    chapter,
    strength,
    proposed,
    interested,
    introduced,
    committed,
    fulfilled,
    declined,
    lapsed,
    open,
  } = row;
  return {
    matchId: row.match_id,
    offerId: row.offer_id,
    seekId: row.seek_id,
    chapter,
    strength,
    leadId: row.lead_id,
    commitmentId: row.commitment_id,
    proposed,
    interested,
    introduced,
    committed,
    fulfilled,
    declined,
    lapsed,
    open,
    ...tradeOf(row),
    secondsToIntroduction: Number(row.seconds),
    positions: row.positions.map(Number),
  };
}
