import { z } from 'zod';
import { contractsOf } from '../contract.js';

const contract = contractsOf('servicelevel');

/** Ten years. */
const HOURS_MAX = 87_600;
const hours = z.int().min(1).max(HOURS_MAX);

/** Hours from when a case is opened; days from when it is resolved. */
export const serviceLevelSchema = z.strictObject({
  openAfterHours: hours.exactOptional(),
  triageHours: hours,
  answerHours: hours,
  resolveHours: hours,
  escalateHours: hours,
  reopenDays: z.int().min(0).max(3_650),
});

/** Of a kind that opens by itself. */
export const foreseenLevelSchema = z.strictObject({ ...serviceLevelSchema.shape, openAfterHours: hours });

export const SERVICE_LEVEL_CONTRACTS = [
  contract(
    'ServiceLevelSet',
    'The Business Council promised by when cases of a kind are triaged, answered and resolved; cases opened before keep their limits.',
    z.strictObject({
      kind: z.enum(['customs-hold', 'payment-stuck', 'red-tape', 'visa', 'transport', 'dispute']),
      ...serviceLevelSchema.shape,
    }),
  ),
] as const;
