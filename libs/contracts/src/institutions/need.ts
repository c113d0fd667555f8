import { z } from 'zod';
import {
  countrySchema,
  decimalSchema,
  incotermSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  partySchema,
  textSchema,
  unitSchema,
  uuidSchema,
} from '../building-blocks.js';
import { contractsOf } from '../contract.js';

const contract = contractsOf('need');
const needId = uuidSchema;

/** A chapter, heading or subheading of the Harmonized System, by its form. */
export const hsPrefixSchema = z
  .string()
  .regex(/^\d{2}(?:\d{2}(?:\d{2})?)?$/, 'is two, four or six digits of an HS code');

export const needSideSchema = z.enum(['offer', 'seek']);

export const needPeriodSchema = z.enum(['once', 'monthly', 'yearly']);

/** What may change while it stands. */
export const needTermsShape = {
  description: textSchema(512),
  quantity: decimalSchema(6),
  unit: unitSchema,
  per: needPeriodSchema,
  place: locodeSchema.exactOptional(),
  incoterm: incotermSchema.exactOptional(),
  unitPrice: moneySchema.exactOptional(),
  validUntil: localDateSchema,
};

export const needWithdrawalSchema = z.enum([
  'no-longer-needed',
  'found-elsewhere',
  'posted-in-error',
  'other',
]);

export const NEED_CONTRACTS = [
  contract(
    'NeedPosted',
    'A firm said what it offers or seeks, by HS code and quantity, and until when.',
    z.strictObject({
      needId,
      side: needSideSchema,
      firm: partySchema,
      hs: hsPrefixSchema,
      country: countrySchema,
      ...needTermsShape,
    }),
    ({ firm }) => [firm.participantId],
  ),
  contract(
    'NeedAmended',
    'It is to be read otherwise from now on.',
    z.strictObject({ needId, ...needTermsShape }),
  ),
  contract(
    'NeedWithdrawn',
    'The firm took it back.',
    z.strictObject({
      needId,
      reason: needWithdrawalSchema,
      note: textSchema(512).exactOptional(),
    }),
  ),
  contract('NeedExpired', 'Its last day is over.', z.strictObject({ needId, validUntil: localDateSchema })),
  contract(
    'NeedFulfilled',
    'The firm has what it sought, or sold what it offered: by a match, or else where none is named.',
    z.strictObject({ needId, matchId: uuidSchema.exactOptional() }),
  ),
] as const;
