import {
  actionFigureSchema,
  agendaItemSchema,
  countrySchema,
  decisionTextSchema,
  delegationSchema,
  evidenceSchema,
  figureAtSchema,
  figureReviewSchema,
  localDateSchema,
  locodeSchema,
  uuidSchema,
} from '@corridor/contracts';
import { recorded, standingForAsker } from '@corridor/nest-kit';
import { z } from 'zod';
import { pageOf } from '../newest-first.js';
import { ACTION_STATUSES, MEETING_STATUSES } from './meeting.bodies.js';

export const meetingAnswer = z
  .object({
    meetingId: uuidSchema,
    itemId: uuidSchema.exactOptional().describe('Of something that was put on the agenda.'),
    decisionId: uuidSchema.exactOptional().describe('Of a decision that was taken.'),
    ...recorded,
  })
  .meta({ id: 'MeetingAnswer' });

export const actionAnswer = z.object({ actionId: uuidSchema, ...recorded }).meta({ id: 'ActionAnswer' });

const demo = z.boolean().describe('Whether it is invented, for the demo.');

const ofMeeting = {
  meetingId: uuidSchema,
  status: z.enum(MEETING_STATUSES),
  name: z.string(),
  session: z.int().exactOptional(),
  place: locodeSchema,
  countries: z.array(countrySchema),
  startsOn: localDateSchema,
  endsOn: localDateSchema,
  reportAsOf: z.int().exactOptional().describe('Position of its progress report, once it is closed.'),
};

export const meetingView = z
  .object({
    ...ofMeeting,
    agendaAsOf: z.int().exactOptional().describe('Position that what the ledger proposed is of.'),
    agenda: z.array(
      z.object({
        ...agendaItemSchema.shape,
        proposed: z.boolean().describe('Whether the ledger proposed it.'),
        minutes: z.string().exactOptional(),
      }),
    ),
    delegations: z.array(delegationSchema).describe('Who came, once it is opened.'),
    decisions: z.array(z.object({ decisionId: uuidSchema, itemId: uuidSchema, text: decisionTextSchema })),
    reminders: z.array(
      z.object({
        commitmentId: uuidSchema,
        lastProgressOn: localDateSchema,
        days: z.int(),
        asOf: z.int(),
      }),
    ),
    ...standingForAsker,
  })
  .meta({ id: 'Meeting' });

export const meetingPage = pageOf(z.object({ ...ofMeeting, demo })).meta({ id: 'MeetingPage' });

const ofAction = {
  actionId: uuidSchema,
  meetingId: uuidSchema,
  decisionId: uuidSchema,
  status: z.enum(ACTION_STATUSES),
  owner: z.string(),
  task: z.string(),
  dueOn: localDateSchema,
  figure: actionFigureSchema.exactOptional(),
  baseline: figureAtSchema.exactOptional().describe('What the figure was as the action was assigned.'),
  done: z
    .object({ doneOn: localDateSchema, note: z.string(), evidence: evidenceSchema.exactOptional() })
    .exactOptional(),
  reviews: z
    .array(figureReviewSchema)
    .describe('Did it move? From the baseline to what it was, each time that somebody looked.'),
};

export const actionView = z.object({ ...ofAction, ...standingForAsker }).meta({ id: 'Action' });

export const actionPage = pageOf(z.object({ ...ofAction, demo })).meta({ id: 'ActionPage' });
