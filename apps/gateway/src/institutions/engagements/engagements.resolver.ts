import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkMonths } from '../../calendar/asked-months.js';
import { firstDay, lastDay } from '../../calendar/month.js';
import { MonthsArgs } from '../../calendar/months.types.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import { money } from '../../graphql/money.type.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../../graphql/paging.js';
import { grouped } from '../../read/grouped.js';
import type { ReadSession } from '../../read/read-session.js';
import type { CommitmentsOfOwnership } from '../commitments/deal-ownership.types.js';
import { type OwnedStagesRow, ofOwnership, tradeOf } from '../commitments/trade-stages.js';
import { checkSeesAllFirms } from './engagement-rights.js';
import { engagementsFigure } from './engagements.figure.js';
import {
  ENGAGEMENTS_SQL,
  type EngagementRow,
  FIGURES_SQL,
  type FiguresRow,
  type GroupRow,
  groupedSql,
  LEADS_SQL,
  type LeadRow,
  OWNERS_SQL,
  REASONS_SQL,
  type ReasonRow,
  SECTORS_SQL,
  type SectorRow,
} from './engagements.sql.js';
import {
  type EngagementLead,
  type EngagementShare,
  EngagementShareConnection,
  EngagementsOfMonths,
  type EngagementTotals,
  type LeadsOfSector,
} from './engagements.types.js';

const LIST = 'engagement-share';

/** An answer under way, of which fields are read when they are asked for. */
interface Asked {
  readonly from: string;
  readonly to: string;
  readonly asOf: number;
  readonly session: ReadSession;
}

@LedgerResolver(() => EngagementsOfMonths)
export class EngagementsResolver {
  @Query(() => EngagementsOfMonths, {
    nullable: true,
    description: `${engagementsFigure.question} For the Commission, the Business Council, reporters and operators.`,
  })
  async engagements(
    @Args() { from, to, ...asked }: MonthsArgs,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<Asked> {
    checkMonths(from, to);
    checkSeesAllFirms(caller);
    const at = await readModels.asOf(asked, 'engagements', 'leads', 'commitment-realisation');
    return { from, to, asOf: at, session };
  }

  @ResolveField()
  async totals(@Parent() answer: Asked): Promise<EngagementTotals> {
    const [row] = await read<FiguresRow>(answer, FIGURES_SQL);
    if (!row) throw new Error('PostgreSQL told no sums.');
    return countsOf(row);
  }

  @ResolveField()
  async byKind(@Parent() answer: Asked) {
    const rows = await read<GroupRow>(answer, groupedSql('kind'));
    return rows.map((row) => ({ ...countsOf(row), kind: row.of }));
  }

  @ResolveField()
  async byCountry(@Parent() answer: Asked) {
    const rows = await read<GroupRow>(answer, groupedSql('country'));
    return rows.map((row) => ({ ...countsOf(row), country: row.of }));
  }

  @ResolveField()
  async byOwnership(@Parent() answer: Asked): Promise<readonly CommitmentsOfOwnership[]> {
    return (await read<OwnedStagesRow>(answer, OWNERS_SQL)).map(ofOwnership);
  }

  @ResolveField()
  async leadsBySector(@Parent() answer: Asked): Promise<readonly LeadsOfSector[]> {
    return (await read<SectorRow>(answer, SECTORS_SQL)).map(({ expected, ...row }) => ({
      ...row,
      expected: expected.map(({ currency, minor }) => money(minor, currency)),
    }));
  }

  @ResolveField()
  lapseReasons(@Parent() answer: Asked): Promise<readonly ReasonRow[]> {
    return read<ReasonRow>(answer, REASONS_SQL);
  }

  @ResolveField(() => EngagementShareConnection, {
    nullable: true,
    description:
      'Explains the figures: every engagement that made them, in the order of the ledger, with its share and its leads.',
  })
  async shares(@Parent() answer: Asked, @Args() page: PageArgs): Promise<Connection<EngagementShare>> {
    const after = positionOf(LIST, page.after) ?? 0;
    const rows = await read<EngagementRow>(answer, ENGAGEMENTS_SQL, [after, page.first + 1]);
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(LIST, Number(position)));
    const ids = edges.map(({ node }) => node.engagement_id);
    const leads = ids.length === 0 ? [] : await read<LeadRow>(answer, LEADS_SQL, [ids]);
    const byEngagement = grouped(ids, leads, ({ engagement_id }) => engagement_id);
    return {
      pageInfo,
      edges: edges.map(({ cursor, node }, index) => ({
        cursor,
        node: toShare(node, byEngagement[index] ?? []),
      })),
    };
  }
}

function read<Row>(
  { session, asOf, from, to }: Asked,
  sql: string,
  more: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return session.read((manager) => manager.query<Row[]>(sql, [asOf, firstDay(from), lastDay(to), ...more]));
}

function countsOf(row: FiguresRow): EngagementTotals {
  const { engagements, planned, held, cancelled, firms, people, meetings, leads, commitments } = row;
  return {
    engagements,
    planned,
    held,
    cancelled,
    firms,
    people,
    firmsThere: row.firms_there,
    peopleThere: row.people_there,
    meetings,
    leads,
    leadsOpen: row.leads_open,
    leadsCommitted: row.leads_committed,
    leadsLapsed: row.leads_lapsed,
    commitments,
    ...tradeOf(row),
  };
}

function toShare(row: EngagementRow, leads: readonly LeadRow[]): EngagementShare {
  const { kind, name, city, country, organiser, sectors } = row;
  return {
    ...countsOf(row),
    engagementId: row.engagement_id,
    kind,
    name,
    city,
    country,
    organiser,
    sectors,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    status: row.held > 0 ? 'held' : row.cancelled > 0 ? 'cancelled' : 'planned',
    leadList: leads.map(toLead),
    positions: row.positions.map(Number),
  };
}

function toLead(row: LeadRow): EngagementLead {
  const { seller, buyer, sector, hs, currency, expected_minor: minor } = row;
  return {
    leadId: row.lead_id,
    seller,
    buyer,
    sector,
    hs,
    recordedOn: row.recorded_on,
    status: row.lapse_reason !== null ? 'lapsed' : row.commitment_id !== null ? 'committed' : 'open',
    lapseReason: row.lapse_reason,
    commitmentId: row.commitment_id,
    expectedValue: currency === null || minor === null ? null : money(minor, currency),
    positions: row.positions.map(Number),
  };
}
