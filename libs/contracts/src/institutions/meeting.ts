import { z } from 'zod';
import {
  countrySchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  textSchema,
  timestampSchema,
  uuidSchema,
} from '../building-blocks.js';
import { contractsOf } from '../contract.js';
import { evidenceSchema } from './commitment.js';

/** Those who come to a meeting for a country. */
export const delegationSchema = z.strictObject({
  country: countrySchema,
  institution: textSchema(140),
  people: z.int().min(1).max(1_000),
});

const contract = contractsOf('meeting');
const ofAction = contractsOf('action');
const ofMeeting = { meetingId: uuidSchema };
const reason = textSchema(512);
const days = { startsOn: localDateSchema, endsOn: localDateSchema };

/** What of it is stuck, and where that is seen. */
export const agendaItemSchema = z.strictObject({
  itemId: uuidSchema,
  kind: z.enum(['case', 'commitment', 'route', 'mirror-gap', 'action', 'other']),
  subject: textSchema(128).exactOptional(),
  title: textSchema(280),
  because: textSchema(512),
});

/** A text of several lines: minutes are told in paragraphs. */
export const minutesTextSchema = z
  .string()
  .min(1)
  .max(20_000)
  .regex(/^(?=[\s\S]*\S)(?:[^\p{Cc}\p{Cs}]|\n)*$/u, 'is text, with line feeds between its paragraphs');

export const decisionTextSchema = textSchema(2_000);

const figureDirectionSchema = z.enum(['up', 'down']);

/** A figure of the ledger that may be tied to an action, by what it is asked with. */
export const actionFigureSchema = z.strictObject({
  name: z.enum(['commitment-delivered', 'bilateral-trade', 'goods-blocked', 'open-cases']),
  commitmentId: uuidSchema.exactOptional(),
  reporter: countrySchema.exactOptional(),
  partner: countrySchema.exactOptional(),
  direction: figureDirectionSchema,
});

/** What a figure is, in its unit: an amount in its currency, or how many cases. */
export const figureValueSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('money'), ...moneySchema.shape }),
  z.strictObject({ kind: z.literal('count'), count: z.int().min(0), unit: z.literal('cases') }),
]);
const asOf = z.int().min(0);

/** What it was as of a position. */
export const figureAtSchema = z.strictObject({ value: figureValueSchema, asOf });

/** Did it move? From what to what, which way it should, and whether it did. */
export const figureReviewSchema = z.strictObject({
  wanted: figureDirectionSchema,
  from: figureAtSchema,
  to: figureAtSchema,
  moved: z.boolean(),
});
const ofActions = { actionId: uuidSchema };

export const MEETING_CONTRACTS = [
  contract(
    'MeetingScheduled',
    'The Joint Intergovernmental Commission will meet.',
    z.strictObject({
      ...ofMeeting,
      name: textSchema(140),
      session: z.int().min(1).max(1_000).exactOptional(),
      place: locodeSchema,
      countries: z.array(countrySchema).min(2).max(20),
      ...days,
    }),
  ),
  contract(
    'MeetingRescheduled',
    'It meets on other days, or elsewhere.',
    z.strictObject({ ...ofMeeting, place: locodeSchema, ...days, reason }),
  ),
  contract('MeetingCancelled', 'It does not meet.', z.strictObject({ ...ofMeeting, reason })),
  contract(
    'AgendaProposed',
    'What is stuck, as the ledger shows it at a position: it takes the place of what was proposed before.',
    z.strictObject({ ...ofMeeting, items: z.array(agendaItemSchema).max(200), asOf }),
  ),
  contract(
    'AgendaItemAdded',
    'Somebody puts something on the agenda.',
    z.strictObject({ ...ofMeeting, item: agendaItemSchema }),
  ),
  contract(
    'AgendaItemDropped',
    'Something is not talked about.',
    z.strictObject({ ...ofMeeting, itemId: uuidSchema, reason }),
  ),
  contract(
    'MeetingOpened',
    'The delegations are there.',
    z.strictObject({
      ...ofMeeting,
      delegations: z.array(delegationSchema).min(1).max(100),
    }),
  ),
  contract(
    'MinutesRecorded',
    'What was said of an item: a later text takes the place of an earlier one.',
    z.strictObject({ ...ofMeeting, itemId: uuidSchema, text: minutesTextSchema }),
  ),
  contract(
    'DecisionTaken',
    'What was decided of an item.',
    z.strictObject({ ...ofMeeting, decisionId: uuidSchema, itemId: uuidSchema, text: decisionTextSchema }),
  ),
  contract(
    'MeetingClosed',
    'The meeting is over: its progress report is that of a position, and stays so.',
    // When the ledger came to the position: its event may leave the database for a file.
    z.strictObject({ ...ofMeeting, asOf, asOfAt: timestampSchema.exactOptional() }),
  ),
  contract(
    'MomentumFaded',
    'Before a meeting: nothing has come of a commitment for so many days.',
    z.strictObject({
      ...ofMeeting,
      commitmentId: uuidSchema,
      lastProgressOn: localDateSchema,
      days: z.int().min(1),
      asOf,
    }),
  ),
  ofAction(
    'ActionAssigned',
    'Somebody is to do something by a day, and a figure should move by it.',
    z.strictObject({
      ...ofActions,
      meetingId: uuidSchema,
      decisionId: uuidSchema,
      owner: participantIdSchema,
      task: textSchema(512),
      dueOn: localDateSchema,
      figure: actionFigureSchema.exactOptional(),
      baseline: figureAtSchema.exactOptional(),
    }),
    ({ owner }) => [owner],
  ),
  ofAction(
    'ActionExtended',
    'It has until another day.',
    z.strictObject({ ...ofActions, dueOn: localDateSchema, reason }),
  ),
  ofAction(
    'ActionOverdue',
    'The day has passed, and it is not done.',
    z.strictObject({ ...ofActions, dueOn: localDateSchema }),
  ),
  ofAction(
    'ActionDone',
    'It is done.',
    z.strictObject({
      ...ofActions,
      doneOn: localDateSchema,
      note: textSchema(512),
      evidence: evidenceSchema.exactOptional(),
    }),
  ),
  ofAction('ActionDropped', 'It need not be done.', z.strictObject({ ...ofActions, reason })),
  ofAction(
    'ActionFigureReviewed',
    'What the figure is behind it, and whether it moved as it should.',
    z.strictObject({ ...ofActions, ...figureReviewSchema.shape }),
  ),
] as const;
