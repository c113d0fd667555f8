import { SECTORS } from '@corridor/reference-data';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents, seesAll } from '../../access/rights.js';
import { checkOrder } from '../../calendar/asked-months.js';
import { firstDay, lastDay } from '../../calendar/month.js';
import { checkOneOf, checkUuid } from '../../graphql/arguments.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import { money, usd } from '../../graphql/money.type.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, placeOf, positionOf } from '../../graphql/paging.js';
import { instantOf } from '../../ledger/log.js';
import { asked as askedOf, type Happened, restatedBy } from '../../read/by-instant.js';
import type { ReadSession } from '../../read/read-session.js';
import type { Restated } from '../../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../../restatement/restatement.types.js';
import { ratioOf } from '../../targets/ratio-of.js';
import { YearKind, YearsArgs } from '../../trade/years/years.types.js';
import { commitmentFunnelFigure } from './commitment-funnel.figure.js';
import {
  COMMITMENTS_SQL,
  COMMITMENTS_UNTIL_SQL,
  type CommitmentFunnelRow,
  FUNNEL_SQL,
  FUNNEL_UNTIL_SQL,
  type FunnelEventRow,
  type FunnelGroup,
  funnelEventsSql,
  type GroupRow,
  LINKS_SQL,
  type LinkRow,
  type StagesRow,
} from './commitment-funnel.sql.js';
import {
  type CommitmentFigures,
  CommitmentFiguresConnection,
  CommitmentFunnel,
  type CommitmentLink,
  CommitmentLinkConnection,
  CommitmentLinksArgs,
  FunnelArgs,
  type FunnelEvent,
  FunnelEventConnection,
  FunnelEventsArgs,
  FunnelPart,
  type FunnelStages,
} from './commitment-funnel.types.js';
import { RESTATED_FUNNEL } from './funnel-restatement.sql.js';
import { funnelUntil } from './funnel-until.js';

const LIST = 'commitment';
const EVENTS = 'funnel-event';
const LINKS = 'commitment-link';

/** What is asked for, of which fields are read when they are asked for. */
export interface AskedFunnel {
  readonly asOf: number;
  /** Position and filters: $1 to $10. */
  readonly filter: readonly unknown[];
  /** Whose commitments alone are told, since a sum of few tells of each; null for all. */
  readonly participant: string | null;
  /** Of what is known, what had happened by this instant. */
  readonly occurredUntil: string | null;
  readonly happened: Happened | null;
  readonly session: ReadSession;
}

@LedgerResolver(() => CommitmentFunnel)
export class CommitmentFunnelResolver {
  private readonly known = new WeakMap<AskedFunnel, Promise<readonly GroupRow[]>>();

  @Query(() => CommitmentFunnel, {
    nullable: true,
    description: `${commitmentFunnelFigure.question} For reporters, operators, customs, the Commission and the Business Council; whoever else asks gets the figures of the commitments that it takes part in.`,
  })
  async commitmentFunnel(
    @Args() args: FunnelArgs,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<AskedFunnel> {
    const { from, to, sector, ownership, engagementId, meetingId, fromCountry, toCountry, leadId } = args;
    checkUuid(engagementId, 'engagementId');
    checkUuid(meetingId, 'meetingId');
    checkUuid(leadId, 'leadId');
    checkOneOf(sector, SECTORS, 'sector');
    if (from && to) checkOrder(from, to);
    const asOf = await readModels.asOf(args, 'commitment-realisation');
    const days = [from ? firstDay(from) : null, to ? lastDay(to) : null];
    const others = [sector, ownership, engagementId, meetingId, fromCountry, toCountry, leadId];
    const filter = [...days, ...others.map((each) => each ?? null)];
    const asked = askedFunnel({ caller, session }, asOf, filter);
    const { occurredUntil } = args;
    if (!occurredUntil) return asked;
    const question = questionOf(asked);
    return { ...asked, occurredUntil, happened: await funnelUntil(session, { question, occurredUntil }) };
  }

  @ResolveField()
  async total(@Parent() asked: AskedFunnel): Promise<FunnelPart> {
    const [total] = await this.groups(asked, 'all');
    if (!total) throw new Error('A total is there of nothing, too.');
    return total;
  }

  @ResolveField()
  async services(@Parent() asked: AskedFunnel): Promise<FunnelPart> {
    const [services] = await this.groups(asked, 'services');
    if (!services) throw new Error('A total is there of nothing, too.');
    return services;
  }

  @ResolveField()
  bySector(@Parent() asked: AskedFunnel): Promise<readonly FunnelPart[]> {
    return this.groups(asked, 'sector');
  }

  @ResolveField()
  byOccasion(@Parent() asked: AskedFunnel): Promise<readonly FunnelPart[]> {
    return this.groups(asked, 'occasion');
  }

  @ResolveField(() => [FunnelPart], {
    description: 'By the year of the announcement: "2026", or "2025-26" of years that begin in July.',
  })
  byYear(@Parent() asked: AskedFunnel, @Args() { of }: YearsArgs): Promise<readonly FunnelPart[]> {
    return this.groups(asked, of === YearKind.JULY_TO_JUNE ? 'july-to-june' : 'year');
  }

  @ResolveField()
  byOwnership(@Parent() asked: AskedFunnel): Promise<readonly FunnelPart[]> {
    return this.groups(asked, 'ownership');
  }

  /** All groups of a funnel are read by the first field that asks for one. */
  private async groups(asked: AskedFunnel, group: FunnelGroup): Promise<readonly FunnelPart[]> {
    const known =
      this.known.get(asked) ??
      readFunnel<GroupRow>(asked, asked.occurredUntil === null ? FUNNEL_SQL : FUNNEL_UNTIL_SQL, []);
    this.known.set(asked, known);
    const rows = (await known).filter(({ part }) => part === group);
    return rows.map(({ name, commitments, withdrawn, lapsed, fulfilled, ...stages }) => ({
      name,
      commitments,
      withdrawn,
      lapsed,
      fulfilled,
      stages: stagesOf(stages),
    }));
  }

  @ResolveField(() => CommitmentFiguresConnection, {
    nullable: true,
    description: 'The commitments one by one, in the order of their announcement.',
  })
  async commitments(
    @Parent() asked: AskedFunnel,
    @Args() page: PageArgs,
  ): Promise<Connection<CommitmentFigures>> {
    const after = positionOf(LIST, page.after) ?? 0;
    const sql = asked.occurredUntil === null ? COMMITMENTS_SQL : COMMITMENTS_UNTIL_SQL;
    const rows = await readFunnel<CommitmentFunnelRow>(asked, sql, [after, page.first + 1]);
    const today = await todayOf(asked);
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(LIST, Number(position)));
    return {
      pageInfo,
      edges: edges.map(({ cursor, node }) => ({ cursor, node: figuresOf(node, today) })),
    };
  }

  @ResolveField(() => CommitmentLinkConnection, {
    nullable: true,
    description:
      'What serves the commitments: goods and letters of credit, each with who linked it, why, and by which event. Whoever does not see all firms sees its own, of commitments that it takes part in.',
  })
  async links(
    @Parent() asked: AskedFunnel,
    @Args() { commitmentId, ...page }: CommitmentLinksArgs,
  ): Promise<Connection<CommitmentLink>> {
    checkUuid(commitmentId, 'commitmentId');
    const after = positionOf(LINKS, page.after) ?? 0;
    const rows = await readFunnel<LinkRow>(asked, LINKS_SQL, [commitmentId ?? null, after, page.first + 1]);
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(LINKS, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: linkOf(node) })) };
  }

  @ResolveField(() => FunnelEventConnection, {
    nullable: true,
    description:
      'Explains a figure: every event that added to it or took out of it, in the order of the ledger, with its share: they sum to the total exactly. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async events(
    @Parent() asked: AskedFunnel,
    @Args() { stage, commitmentId, ofServices, ...page }: FunnelEventsArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<FunnelEvent>> {
    checkSeesEvents(caller);
    checkUuid(commitmentId, 'commitmentId');
    const behind = placeOf(EVENTS, page.after);
    const more = [commitmentId ?? null, ...behind, page.first + 1, ofServices];
    const rows = await readFunnel<FunnelEventRow>(asked, funnelEventsSql(stage), more);
    const { edges, pageInfo } = pageOf(rows, page, ({ position, fact }) =>
      cursorOf(EVENTS, Number(position), fact),
    );
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: eventOf(node) })) };
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(@Parent() asked: AskedFunnel, @Args() { since }: SinceArgs): Restated {
    const { asOf, session, happened } = asked;
    return restatedBy(happened, { since, asOf, session }, RESTATED_FUNNEL, (position) =>
      questionOf(asked).with(0, position),
    );
  }
}

/** The funnel as of a position, of what `filter` ($2 to $10) leaves of it, for whoever asks. */
export function askedFunnel(
  { caller, session }: Pick<Operation, 'caller' | 'session'>,
  asOf: number,
  filter: readonly unknown[] = new Array(FILTERS).fill(null),
): AskedFunnel {
  const participant = seesAll(caller) ? null : caller.participant;
  return { asOf, filter: [asOf, ...filter], participant, occurredUntil: null, happened: null, session };
}

/** Days, sector, owners, occasion, countries and lead. */
const FILTERS = 9;

/** $1 to $11. */
const questionOf = ({ filter, participant }: AskedFunnel): readonly unknown[] => [...filter, participant];

export function readFunnel<Row>(
  asked: AskedFunnel,
  sql: string,
  more: readonly unknown[],
): Promise<readonly Row[]> {
  return askedOf<Row>(asked.session, sql, [...questionOf(asked), ...more], asked.happened);
}

export function stagesOf(row: StagesRow): FunnelStages {
  const cents = (text: string) => usd(BigInt(text));
  return {
    promised: cents(row.promised),
    contracted: cents(row.contracted),
    shipped: cents(row.shipped),
    cleared: cents(row.cleared),
    delivered: cents(row.delivered),
    deliveredUncleared: cents(row.delivered_uncleared),
    paid: cents(row.paid),
    deliveredShare: ratioOf(row.delivered, row.promised, 4),
    paidShare: ratioOf(row.paid, row.promised, 4),
    investmentPromised: cents(row.invested_promised),
    investmentReported: cents(row.invested_reported),
    investmentVerified: cents(row.invested_verified),
    jobsPromised: row.jobs_promised,
    jobsReported: row.jobs_reported,
    jobsVerified: row.jobs_verified,
    unvalued: row.unvalued,
  };
}

const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` of the event at the position or, where that is earlier, of the instant that is asked for; null before the first event. */
export async function todayOf({ session, asOf, occurredUntil }: AskedFunnel): Promise<string | null> {
  const recorded = await instantOf(session, asOf);
  if (recorded === undefined) return null;
  const isEarlier = occurredUntil !== null && Date.parse(occurredUntil) < Date.parse(recorded);
  return ((isEarlier && occurredUntil) || recorded).slice(0, 10);
}

function figuresOf(row: CommitmentFunnelRow, today: string | null): CommitmentFigures {
  const days = (Date.parse(today ?? row.last_progress_on) - Date.parse(row.last_progress_on)) / DAY_MS;
  return {
    commitmentId: row.commitment_id,
    position: Number(row.position),
    title: row.title,
    kind: row.kind,
    sector: row.sector,
    ofServices: row.of_services,
    ownership: row.ownership,
    occasion: `${row.occasion_kind}: ${row.occasion_name}`,
    announcedOn: row.announced_on,
    dueOn: row.due_on,
    engagementId: row.engagement_id,
    meetingId: row.meeting_id,
    leadId: row.lead_id,
    status: row.status,
    stuckBefore: row.stuck_before,
    lastProgressOn: row.last_progress_on,
    daysSinceProgress: Math.max(0, Math.round(days)),
    consignments: row.consignments,
    lettersOfCredit: row.letters_of_credit,
    lettersOfCreditEnded: row.letters_of_credit_ended,
    stages: stagesOf(row),
  };
}

function linkOf({ commitment_id, contract_id, told_by, position, ...row }: LinkRow): CommitmentLink {
  return {
    ...row,
    position: Number(position),
    commitmentId: commitment_id,
    contractId: contract_id,
    by: told_by,
  };
}

function eventOf(row: FunnelEventRow): FunnelEvent {
  return {
    position: Number(row.position),
    causePosition: Number(row.cause_position),
    commitmentId: row.commitment_id,
    consignmentId: row.consignment_id,
    contractId: row.contract_id,
    number: row.number,
    on: row.on_day,
    share: usd(BigInt(row.usd_cents)),
    inContractCurrency: row.minor !== null && row.currency !== null ? money(row.minor, row.currency) : null,
  };
}
