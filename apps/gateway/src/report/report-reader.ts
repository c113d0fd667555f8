import type { Caller } from '@corridor/nest-kit';
import { ProblemError } from '@corridor/nest-kit';
import { checkCountry } from '@corridor/reference-data';
import type { GraphQLSchema } from 'graphql';
import { localDayOf } from '../calendar/local-day.js';
import { addMonths } from '../calendar/month.js';
import type { Operation } from '../graphql/operation.js';
import { MEETING_SQL, type MeetingRow, REPORT_INSTANT_SQL } from '../institutions/meetings/meetings.sql.js';
import { instantOf } from '../ledger/log.js';
import type { ReadModel } from '../read/read-models.js';
import type { Report, Section } from './report.js';
import { askSchema, linkOf, type ReportQuestion, type ReportSection } from './report-question.js';
import { restatedSection } from './sections/restated.section.js';
import { SECTIONS } from './sections/sections.js';
import { countryName } from './words.js';

/** What is asked for: the report of a meeting, or that of a position. */
export interface ReportRequest {
  readonly meeting?: string | undefined;
  readonly position?: number | undefined;
  readonly since?: number | undefined;
  readonly reporter?: string | undefined;
  readonly partner?: string | undefined;
}

/**
 * As whom the sections ask, whoever reads the report: it says the same to all who may read it. A reporter is who makes it, and sees what it is made of.
 */
export function reportingCaller(): Caller {
  return { participant: 'progress-report', role: 'reporter' };
}

/**
 * The progress report, every figure of it as of one position and from one snapshot.
 * @param operation of {@link reportingCaller}
 * @throws ProblemError, or what a resolver throws
 */
export async function readReport(
  operation: Operation,
  schema: GraphQLSchema,
  request: ReportRequest,
): Promise<Report> {
  const { session, readModels } = operation;
  const meeting = request.meeting === undefined ? undefined : await closedMeeting(operation, request.meeting);
  const { reporter, partner } = pairOf(request, meeting);
  const [first, ...more] = SECTIONS.flatMap(({ needs }) => needs);
  const asked = meeting ? Number(meeting.report_as_of) : request.position;
  const position = await readModels.asOf(
    { asOf: asked ?? null, askedBy: 'position' },
    first ?? 'trade-facts',
    ...more,
  );
  if (request.since !== undefined && request.since > position)
    throw refused(
      '/since',
      `comes after the position of the report, which is ${position}: name that one or an earlier one`,
    );
  const instant = meeting?.state.reportAsOfAt;
  if (instant !== undefined) session.instants.set(position, instant);
  if (request.since !== undefined) await rememberReport(operation, request.since);
  const recordedAt = await instantOf(session, position);
  if (recordedAt === undefined) {
    throw new ProblemError(
      409,
      'nothing-recorded',
      'Before its first event the ledger has nothing to report.',
    );
  }
  const asOfDay = localDayOf(reporter, recordedAt);
  const to = addMonths(asOfDay.slice(0, 7), -1);
  const from = addMonths(to, -11);
  const question: ReportQuestion = {
    ...{ reporter, partner, asOf: position, today: asOfDay, from, to, operation },
    ask: (query, variables = {}) =>
      askSchema(schema, operation, query, { reporter, partner, from, to, asOf: position, ...variables }),
  };
  const sections: Section[] = [];
  // One after the other: they read by one connection.
  for (const section of sectionsOf(request)) sections.push(await sectionOf(section, question));
  return {
    form: 'corridor-ledger progress report 3',
    title: `Progress report: trade of ${countryName(reporter)} with ${countryName(partner)}`,
    reporter,
    partner,
    meeting: meeting
      ? {
          meetingId: meeting.meeting_id,
          name: meeting.name,
          session: meeting.session,
          place: meeting.place,
          startsOn: meeting.starts_on,
          endsOn: meeting.ends_on,
        }
      : null,
    position,
    recordedAt,
    asOfDay,
    since: request.since ?? null,
    months: { from, to },
    sections,
  };
}

/** Without a position to compare with there is no section of what was restated. */
function sectionsOf({ since }: ReportRequest): readonly ReportSection[] {
  return since === undefined ? SECTIONS : [...SECTIONS, restatedSection(since)];
}

async function sectionOf(section: ReportSection, question: ReportQuestion): Promise<Section> {
  const { id, title, figures } = section;
  return { id, title, figures: figures.map(linkOf), ...(await section.read(question)) };
}

/** When the ledger came to the position of an earlier meeting's report stands with that meeting, also once its event has left the database. */
async function rememberReport({ session }: Operation, position: number): Promise<void> {
  const [row] = await session.read((manager) =>
    manager.query<{ readonly at: string }[]>(REPORT_INSTANT_SQL, [position]),
  );
  if (row) session.instants.set(position, row.at);
}

/** @throws ProblemError where there is no such meeting, or its report is not pinned yet */
async function closedMeeting({ session, readModels }: Operation, meetingId: string): Promise<MeetingRow> {
  const needed: ReadModel = 'meetings';
  await readModels.built(needed);
  const [meeting] = await session.read((manager) => manager.query<MeetingRow[]>(MEETING_SQL, [meetingId]));
  if (!meeting) throw new ProblemError(404, 'not-found', `There is no meeting ${meetingId}.`);
  if (meeting.report_as_of === null) {
    throw new ProblemError(
      409,
      'meeting-not-closed',
      `The report of a meeting is pinned as it is closed, and this one is ${meeting.status}. Ask with position for how things stand before.`,
      { currentState: meeting.status },
    );
  }
  return meeting;
}

/** @throws ProblemError where the request names no two countries that are those of the report */
function pairOf(
  { reporter, partner }: ReportRequest,
  meeting: MeetingRow | undefined,
): { readonly reporter: string; readonly partner: string } {
  const countries = meeting?.countries ?? ['PK', 'KZ'];
  if (reporter === undefined && partner === undefined) {
    const [first, second, ...more] = countries;
    if (first !== undefined && second !== undefined && more.length === 0)
      return { reporter: first, partner: second };
  }
  const met = countries.join(', ');
  if (reporter === undefined)
    throw refused('/reporter', `has to be named with partner, such as one of ${met}`);
  if (partner === undefined)
    throw refused('/partner', `has to be named with reporter, such as one of ${met}`);
  checkCountry(reporter, '/reporter');
  checkCountry(partner, '/partner');
  if (reporter === partner) throw refused('/partner', 'has to be another country than the reporter');
  for (const [name, country] of Object.entries({ reporter, partner })) {
    if (meeting && !countries.includes(country))
      throw refused(`/${name}`, `has to be one of those that met: ${met}`);
  }
  return { reporter, partner };
}

function refused(pointer: string, detail: string): ProblemError {
  return new ProblemError(422, 'content-invalid', `${pointer}: ${detail}`, {
    pointer,
    errors: [{ pointer, detail }],
  });
}
