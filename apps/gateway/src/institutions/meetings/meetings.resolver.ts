import { REPORT_READ_MODELS } from '@corridor/contracts';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents, seesAllFirms } from '../../access/rights.js';
import { checkUuid } from '../../graphql/arguments.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../../graphql/paging.js';
import { progressAt } from '../../targets/target-progress.resolver.js';
import type { TargetProgress } from '../../targets/target-progress.types.js';
import { type AskedFunnel, askedFunnel } from '../commitments/commitment-funnel.resolver.js';
import {
  type ActionRow,
  type FigureAt,
  MEETING_SQL,
  MEETINGS_SQL,
  type MeetingRow,
  TARGET_PAIRS_SQL,
} from './meetings.sql.js';
import {
  AgendaItem,
  CommissionAction,
  type CommissionFigure,
  Decision,
  MeetingArgs,
  MeetingConnection,
  MeetingType,
  MomentumReminder,
  ProgressReport,
} from './meetings.types.js';

const LIST = 'meeting';

/** A meeting with all that stands on its agenda, and the position that its report is of once it is closed. */
type ShownMeeting = MeetingType & {
  readonly agenda: readonly AgendaItem[];
  readonly decisions: readonly Decision[];
  readonly reminders: readonly MomentumReminder[];
  readonly reportAsOf: number | null;
  readonly reportAsOfAt: string | undefined;
};

@LedgerResolver(() => MeetingType)
export class MeetingsResolver {
  @Query(() => MeetingConnection, {
    nullable: true,
    description: 'When does the Joint Intergovernmental Commission meet, and what did it decide?',
  })
  async meetings(
    @Args() page: PageArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Connection<ShownMeeting>> {
    await readModels.built('meetings');
    const after = positionOf(LIST, page.after) ?? 0;
    const rows = await session.read((manager) =>
      manager.query<MeetingRow[]>(MEETINGS_SQL, [after, page.first + 1]),
    );
    const { edges, pageInfo } = pageOf(rows, page, ({ position }) => cursorOf(LIST, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: meetingOf(node) })) };
  }

  @Query(() => MeetingType, {
    nullable: true,
    description:
      'A meeting with its agenda, decisions, actions and progress report; null where there is none.',
  })
  async meeting(
    @Args() { meetingId }: MeetingArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<ShownMeeting | null> {
    checkUuid(meetingId, 'meetingId');
    await readModels.built('meetings');
    const [row] = await session.read((manager) => manager.query<MeetingRow[]>(MEETING_SQL, [meetingId]));
    return row ? meetingOf(row) : null;
  }

  @ResolveField(() => [AgendaItem], {
    description:
      'What it is to talk about, with the minutes. What is about a promise is for who takes part in it, about an action for whoever it is assigned to, and all of it for reporters, operators, the Commission and the Business Council; it is not there for others.',
  })
  agenda(
    @Parent() { agenda }: ShownMeeting,
    @Context() { meetings }: Operation,
  ): Promise<readonly AgendaItem[]> {
    return meetings.told(agenda, (item) => item);
  }

  @ResolveField(() => [Decision], {
    description: 'What it decided of the items of its agenda that are shown, in the order of it.',
  })
  async decisions(
    @Parent() { agenda, decisions }: ShownMeeting,
    @Context() { meetings }: Operation,
  ): Promise<readonly Decision[]> {
    const shown = new Set((await meetings.told(agenda, (item) => item)).map(({ itemId }) => itemId));
    return decisions.filter(({ itemId }) => shown.has(itemId));
  }

  @ResolveField(() => [MomentumReminder], {
    description:
      'Promises of which nothing had come for long as the meeting drew near; told to whom its agenda tells of the promise.',
  })
  reminders(
    @Parent() { reminders }: ShownMeeting,
    @Context() { meetings }: Operation,
  ): Promise<readonly MomentumReminder[]> {
    return meetings.told(reminders, ({ commitmentId }) => ({ kind: 'commitment', subject: commitmentId }));
  }

  @ResolveField(() => [CommissionAction], {
    nullable: true,
    description:
      'What it wants done, and what has become of it by now. For reporters, operators, the Commission and the Business Council; whoever else asks gets what is for itself to do.',
  })
  async actions(
    @Parent() { meetingId }: ShownMeeting,
    @Context() { meetings, caller }: Operation,
  ): Promise<readonly CommissionAction[]> {
    const all = await meetings.actions.load(meetingId);
    const isSeen = ({ owner }: (typeof all)[number]) => seesAllFirms(caller) || owner === caller.participant;
    return all.filter(isSeen).map(actionOf);
  }

  @ResolveField(() => ProgressReport, {
    nullable: true,
    // It asks a dozen questions of its own: some of them fit in one answer, a page of them does not.
    complexity: 5_000,
    description:
      'How far the two sides have come; pinned once the meeting is closed, the same for all who read it: reporters, operators, customs, the Commission and the Business Council.',
  })
  async report(
    @Parent() { reportAsOf, reportAsOfAt, countries }: ShownMeeting,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<AskedReport> {
    checkSeesEvents(caller);
    const asOf = await readModels.asOf({ asOf: reportAsOf }, ...REPORT_READ_MODELS);
    if (reportAsOfAt !== undefined) session.instants.set(asOf, reportAsOfAt);
    const funnel = askedFunnel({ caller, session }, asOf);
    return { asOf, pinned: reportAsOf !== null, countries, funnel };
  }
}

/** A report under way: its fields are read when they are asked for. */
interface AskedReport {
  readonly asOf: number;
  readonly pinned: boolean;
  readonly countries: readonly string[];
  readonly funnel: AskedFunnel;
}

@LedgerResolver(() => ProgressReport)
export class ProgressReportResolver {
  @ResolveField()
  async targets(
    @Parent() { asOf, countries }: AskedReport,
    @Context() { session }: Operation,
  ): Promise<readonly TargetProgress[]> {
    const pairs = await session.read((manager) =>
      manager.query<{ reporter: string; partner: string }[]>(TARGET_PAIRS_SQL, [countries, asOf]),
    );
    return Promise.all(pairs.map((pair) => progressAt(session, { ...pair, asOf })));
  }
}

function meetingOf(row: MeetingRow): ShownMeeting {
  const { agenda, proposed, minutes, delegations, decisions, reminders, agendaAsOf, reportAsOfAt } =
    row.state;
  return {
    meetingId: row.meeting_id,
    position: Number(row.position),
    status: row.status,
    name: row.name,
    session: row.session,
    place: row.place,
    countries: row.countries,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    agendaAsOf: agendaAsOf ?? null,
    agenda: agenda.map(({ subject, ...item }) => ({
      ...item,
      subject: subject ?? null,
      proposed: proposed.includes(item.itemId),
      minutes: minutes[item.itemId] ?? null,
    })),
    delegations,
    decisions,
    reminders,
    reportAsOf: row.report_as_of === null ? null : Number(row.report_as_of),
    reportAsOfAt,
  };
}

export function actionOf(row: ActionRow): CommissionAction {
  return {
    actionId: row.action_id,
    position: Number(row.position),
    meetingId: row.meeting_id,
    decisionId: row.decision_id,
    owner: row.owner,
    task: row.task,
    dueOn: row.due_on,
    status: row.status,
    figure: row.figure?.name ?? null,
    direction: row.figure?.direction ?? null,
    before: row.baseline && figureOf(row.baseline),
    after: row.review && figureOf(row.review.to),
    moved: row.review?.moved ?? null,
  };
}

function figureOf({ value, asOf }: FigureAt): CommissionFigure {
  if (value.kind === 'count') return { money: null, count: value.count, unit: value.unit, asOf };
  const { amount, currency } = value;
  return { money: { amount, currency }, count: null, unit: currency, asOf };
}
