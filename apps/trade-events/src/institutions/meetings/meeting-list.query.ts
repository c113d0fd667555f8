import { type Caller, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import { corridorDay } from '../../process/marks.js';
import { CLOCK, type Clock } from '../../tokens.js';
import { seesAllFirms } from '../found.js';
import { type Page, readNewestFirst } from '../newest-first.js';
import type { actionPage, meetingPage } from './meeting.answers.js';
import type { actionListQuery, meetingListQuery } from './meeting.bodies.js';

export type MeetingPage = Page<z.infer<typeof meetingPage>['items'][number]>;
export type ActionPage = Page<z.infer<typeof actionPage>['items'][number]>;

/** Asks for a page of meetings, the newest first. */
export class MeetingListQuery extends Query<MeetingPage> {
  constructor(readonly filter: z.infer<typeof meetingListQuery>) {
    super();
  }
}

interface MeetingRow {
  readonly meeting_id: string;
  readonly status: MeetingPage['items'][number]['status'];
  readonly name: string;
  readonly session: number | null;
  readonly place: string;
  readonly countries: string[];
  readonly starts_on: string;
  readonly ends_on: string;
  readonly report_as_of: string | null;
  readonly demo: boolean;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(MeetingListQuery)
export class MeetingListQueryHandler implements IQueryHandler<MeetingListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  execute({ filter }: MeetingListQuery): Promise<MeetingPage> {
    return readNewestFirst<MeetingRow, MeetingPage['items'][number]>(this.parts.pool, filter, {
      projection: 'meetings',
      view: 'read.meetings',
      id: 'meeting_id',
      days: ['starts_on', 'ends_on'],
      where: '($4::text IS NULL OR t.status = $4) AND ($5::text IS NULL OR $5 = ANY (t.countries))',
      values: [filter.status ?? null, filter.country ?? null],
      toItem: (row) => ({
        meetingId: row.meeting_id,
        status: row.status,
        name: row.name,
        ...(row.session !== null && { session: row.session }),
        place: row.place,
        countries: row.countries,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        ...(row.report_as_of !== null && { reportAsOf: Number(row.report_as_of) }),
        demo: row.demo,
      }),
    });
  }
}

/** Asks for a page of actions, the newest first. */
export class ActionListQuery extends Query<ActionPage> {
  constructor(
    readonly filter: z.infer<typeof actionListQuery>,
    readonly caller: Caller,
  ) {
    super();
  }
}

type Told = Omit<ActionPage['items'][number], 'demo'>;

interface ActionRow {
  readonly state: Pick<Told, 'status' | 'dueOn' | 'done' | 'reviews'> & {
    readonly action: Omit<Told, 'status' | 'done' | 'reviews'>;
  };
  readonly demo: boolean;
}

/** Overdue is what is not done behind its day, whether or not the ledger has marked it yet. */
@QueryHandler(ActionListQuery)
export class ActionListQueryHandler implements IQueryHandler<ActionListQuery> {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  execute({ filter, caller }: ActionListQuery): Promise<ActionPage> {
    const { status, owner, meetingId, dueBefore, overdue } = filter;
    return readNewestFirst<ActionRow, ActionPage['items'][number]>(this.parts.pool, filter, {
      projection: 'meetings',
      view: 'read.actions',
      id: 'action_id',
      days: [],
      where: `($4::text IS NULL OR t.status = $4) AND ($5::text IS NULL OR t.owner = $5) AND ($6::uuid IS NULL OR t.meeting_id = $6)
        AND ($7::date IS NULL OR t.due_on < $7)
        AND ($8::boolean IS NULL OR $8 = (t.status IN ('assigned', 'overdue') AND t.due_on < $9::date))
        AND ($10::text IS NULL OR t.owner = $10)`,
      values: [
        status ?? null,
        owner ?? null,
        meetingId ?? null,
        dueBefore ?? null,
        overdue ?? null,
        corridorDay(this.now()),
        seesAllFirms(caller) ? null : caller.participant,
      ],
      toItem: ({ state: { action, ...rest }, demo }) => ({ ...action, ...rest, demo }),
    });
  }
}
