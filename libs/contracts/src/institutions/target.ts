import { z } from 'zod';
import {
  countrySchema,
  localDateSchema,
  moneySchema,
  targetIdSchema,
  textSchema,
  uuidSchema,
} from '../building-blocks.js';
import { contractsOf, newVersionOf } from '../contract.js';

const contract = contractsOf('target');
const ofGoal = contractsOf('goal');
const goalAndTarget = { goalId: uuidSchema, targetId: targetIdSchema };

const setV1 = contract(
  'TargetSet',
  'A yearly goal for the trade of one reporter with a partner was announced.',
  z.strictObject({
    targetId: targetIdSchema,
    reporter: countrySchema,
    partner: countrySchema,
    yearlyAmount: moneySchema,
    dueOn: localDateSchema.exactOptional(),
    source: textSchema(512),
  }),
);

/** What is measured against which year, and the meeting that said so. */
export const targetTermsSchema = z.strictObject({
  yearlyAmount: moneySchema,
  dueOn: localDateSchema.exactOptional(),
  baselineYear: z.int().min(1990).max(2100).exactOptional(),
  definition: textSchema(512).exactOptional(),
  meetingId: uuidSchema.exactOptional(),
  source: textSchema(512),
});

export const TARGET_CONTRACTS = [
  setV1,
  newVersionOf(setV1, {
    schemaVersion: 2,
    schema: z.strictObject({ ...setV1.schema.shape, ...targetTermsSchema.shape }),
    // Neither baseline nor definition nor meeting was told.
    upcast: (before) => before,
    participants: () => [],
  }),
  contract(
    'TargetRevised',
    'The goal is another one from now on, by whoever set it: why, and all of it as it is. What it was stays on record.',
    z.strictObject({ targetId: targetIdSchema, ...targetTermsSchema.shape, reason: textSchema(512) }),
  ),
  ofGoal(
    'GoalTaken',
    'A target stands for the trade of a reporter with a partner by a definition: no other one does.',
    z.strictObject({
      ...goalAndTarget,
      reporter: countrySchema,
      partner: countrySchema,
      definition: targetTermsSchema.shape.definition,
    }),
  ),
  ofGoal(
    'GoalFreed',
    'The target was revised to another definition: another one may stand for this.',
    z.strictObject(goalAndTarget),
  ),
] as const;
