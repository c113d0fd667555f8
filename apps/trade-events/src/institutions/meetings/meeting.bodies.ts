import {
  actionFigureSchema,
  agendaItemSchema,
  countrySchema,
  decisionTextSchema,
  delegationSchema,
  evidenceSchema,
  localDateSchema,
  locodeSchema,
  minutesTextSchema,
  participantIdSchema,
  textSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import { checkCountry, checkLocode } from '@corridor/reference-data';
import { z } from 'zod';
import { isTrue } from '../../requests/list-query.js';
import { pageQuery } from '../newest-first.js';

const at = { occurredAt: timestampSchema };
const reason = textSchema(512);
const days = { startsOn: localDateSchema, endsOn: localDateSchema };

export const meetingBody = z.strictObject({
  ...at,
  name: textSchema(140),
  session: z.int().min(1).max(1_000).exactOptional().describe('Its number, where sessions are counted.'),
  place: locodeSchema,
  countries: z.array(countrySchema).min(2).max(20),
  ...days,
});
export const reschedulingBody = z.strictObject({ ...at, place: locodeSchema, ...days, reason });
export const meetingReasonBody = z.strictObject({ ...at, reason });
export const stepBody = z.strictObject(at);
const { itemId: _, kind: __, ...itemShape } = agendaItemSchema.shape;
export const agendaItemBody = z.strictObject({
  ...at,
  kind: agendaItemSchema.shape.kind.default('other'),
  ...itemShape,
});
export const openingBody = z.strictObject({
  ...at,
  delegations: z.array(delegationSchema).min(1).max(100),
});
export const minutesBody = z.strictObject({ ...at, text: minutesTextSchema });
export const decisionBody = z.strictObject({ ...at, itemId: uuidSchema, text: decisionTextSchema });
export const actionBody = z.strictObject({
  ...at,
  decisionId: uuidSchema,
  owner: participantIdSchema,
  task: textSchema(512),
  dueOn: localDateSchema,
  figure: actionFigureSchema
    .exactOptional()
    .describe('The figure that should move by it: what it is now is kept with the action.'),
});
export const extensionBody = z.strictObject({ ...at, dueOn: localDateSchema, reason });
export const doneBody = z.strictObject({
  ...at,
  doneOn: localDateSchema,
  note: textSchema(512),
  evidence: evidenceSchema.exactOptional(),
});

export const MEETING_STATUSES = ['scheduled', 'opened', 'closed', 'cancelled'] as const;
export const meetingListQuery = z.strictObject({
  status: z.enum(MEETING_STATUSES).exactOptional(),
  country: countrySchema.exactOptional().describe('Only meetings that this country takes part in.'),
  ...pageQuery,
});

export const ACTION_STATUSES = ['assigned', 'overdue', 'done', 'dropped'] as const;
export const actionListQuery = z.strictObject({
  meetingId: uuidSchema.exactOptional().describe('Only what this meeting wants done.'),
  status: z.enum(ACTION_STATUSES).exactOptional(),
  owner: participantIdSchema.exactOptional().describe('Only what this participant is to do.'),
  dueBefore: localDateSchema.exactOptional().describe('Only what is to be done before this day.'),
  overdue: isTrue.exactOptional().describe('Only what is not done though its day is over, or only the rest.'),
  ...pageQuery,
});

/** @throws Rejection naming the first code that stands in no list. */
export function checkMeetingCodes({
  place,
  countries = [],
}: {
  readonly place: string;
  readonly countries?: readonly string[];
}): void {
  checkLocode(place, '/place');
  for (const [index, country] of countries.entries()) checkCountry(country, `/countries/${index}`);
}

/** @throws Rejection naming the first country of a figure that stands in no list. */
export function checkFigureCountries(figure: z.infer<typeof actionFigureSchema> | undefined): void {
  if (figure?.reporter !== undefined) checkCountry(figure.reporter, '/figure/reporter');
  if (figure?.partner !== undefined) checkCountry(figure.partner, '/figure/partner');
}
