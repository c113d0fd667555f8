import { z } from 'zod';
import {
  bicSchema,
  exchangeSchema,
  localDateSchema,
  moneySchema,
  participantIdSchema,
  postingsSchema,
  textSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf, newVersionOf } from './contract.js';
import { amountLess, amountPosted, type Posted } from './posted-before.js';

const contract = contractsOf('settlement');
const ids = { settlementId: uuidSchema, bank: participantIdSchema };
const obligationIds = { obligationId: uuidSchema, invoiceId: uuidSchema, consignmentId: uuidSchema };
const part = { ...obligationIds, amount: moneySchema };
/** A contract of services that a part of a settlement is paid for, and whose money it is. */
const serviceContractIds = { serviceContractId: uuidSchema, provider: participantIdSchema };
/** What of an obligation a part of a settlement pays: in the currency owed, what banks on the way took included. */
const paidPart = { ...part, settled: moneySchema, fees: moneySchema.exactOptional() };
const origin = { format: textSchema(35), messageId: textSchema(35).exactOptional() };
const toBank = ({ bank }: { readonly bank: string }): readonly string[] => [bank];

/** Lengths as in ISO 20022: 35 for references, 140 for remittance information and names. */
export const paymentReferencesSchema = z.strictObject({
  endToEndId: textSchema(35).exactOptional(),
  uetr: z
    .string()
    .regex(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      'is a UUID version 4 in lower case',
    )
    .exactOptional(),
  accountServicerReference: textSchema(35).exactOptional(),
  remittance: z.array(textSchema(140)).max(100),
});

/** A code of ISO 20022's external list ExternalReturnReason1Code, by its form: the list grows outside of the messages. */
export const returnReasonSchema = z.string().regex(/^[A-Z0-9]{4}$/, 'is a reason code such as "AC04"');

/** ISO 20022 ChargeBearerType1Code. */
export const chargeBearerSchema = z.enum(['DEBT', 'SHAR', 'CRED', 'SLEV']);

/** What says that a credit was booked: an entry of the account, or a status `ACCC`. */
const basisSchema = z.enum(['booked-credit', 'status-accc']);

/** What a payment is for, as structured remittance information tells it; lengths as in ISO 20022. */
export const remittedDocumentSchema = z.strictObject({
  type: z
    .union([z.strictObject({ code: textSchema(4) }), z.strictObject({ proprietary: textSchema(35) })])
    .exactOptional()
    .describe("A code of ISO 20022's list of document types, such as `CINV`, or the sender's own."),
  number: textSchema(35).exactOptional(),
  relatedDate: localDateSchema.exactOptional(),
  creditorReference: textSchema(35)
    .exactOptional()
    .describe('What the creditor asked to be named (`CdtrRefInf/Ref`), with the document or in its place.'),
  duePayable: moneySchema.exactOptional(),
  discount: moneySchema.exactOptional().describe('All discounts together.'),
  creditNote: moneySchema.exactOptional(),
  tax: moneySchema.exactOptional().describe('All taxes together.'),
  adjustments: z
    .array(
      z.strictObject({
        amount: moneySchema,
        creditDebit: z.enum(['CRDT', 'DBIT']).exactOptional(),
        reason: textSchema(4).exactOptional(),
        information: textSchema(140).exactOptional(),
      }),
    )
    .max(100)
    .exactOptional(),
  remitted: moneySchema.exactOptional().describe('What of the payment is for it.'),
});

/** ISO 20022's `Ntry` in which a credit stands: its own `AcctSvcrRef`, `NtryRef` and `Amt`, and of how many transactions the message details it. */
const entrySchema = z.strictObject({
  accountServicerReference: textSchema(35).exactOptional(),
  entryReference: textSchema(35).exactOptional(),
  amount: moneySchema,
  numberOfTransactions: z.int().min(1).exactOptional(),
});

const inDollarsSchema = z
  .strictObject({ amount: moneySchema, exchange: exchangeSchema })
  .describe(
    "The amount in US dollars, by the rate of the value date. Absent where the amount is in USD itself, and where no rate was known that was not stale: the amount's currency tells which.",
  );

/** What a bank took for itself. */
export const chargeSchema = z.strictObject({
  amount: moneySchema,
  bearer: chargeBearerSchema.exactOptional(),
  agent: bicSchema.exactOptional(),
});

/** Who took a match back: a person, for good, or the ledger, where the entry of the account was less than a status had told, which bars nothing. */
export const unmatchedBecauseSchema = z
  .enum(['person', 'entry-less'])
  .describe(
    '`person`: it is not matched again but by hand. `entry-less`: the ledger took it back, since the entry of the account is less than a status had told; what came may pay the same again.',
  );

/** What is paid for services, as of the value date that the credit had when it was matched. */
const servicePart = {
  amount: moneySchema,
  usd: inDollarsSchema.exactOptional(),
  valueDate: localDateSchema,
};

/** Who took back what pays for services. */
export const serviceUnmatchedBecauseSchema = z
  .enum(['person', 'returned', 'entry-less'])
  .describe(
    '`person`: a person took it back. `returned`: the bank gave the credit back, by the return `returnId`. `entry-less`: the entry of the account is less than a status had told, by what is taken back.',
  );

const bookedV1 = contract(
  'SettlementBooked',
  "A bank booked a credit to the creditor's account.",
  z.strictObject({
    ...ids,
    account: textSchema(34),
    references: paymentReferencesSchema,
    amount: moneySchema,
    bookedOn: localDateSchema,
    valueDate: localDateSchema,
    debtorName: textSchema(140).exactOptional(),
    creditorName: textSchema(140).exactOptional(),
    ...origin,
  }),
  toBank,
);

const matchedV1 = contract(
  'SettlementMatched',
  'A part of a booked credit, or all of it, pays an obligation.',
  z.strictObject({
    ...ids,
    ...part,
    unallocated: moneySchema,
    by: z.enum(['end-to-end-id', 'remittance']),
  }),
  toBank,
);

const confirmedV1 = contract(
  'SettlementConfirmed',
  'Another message tells of a credit that was booked before, or of its return. Where a status booked it, an entry of the account corrects its amount. Where it tells `entry` and no `amount`, the entry that the credit was booked in as one of several was told as one amount.',
  z.strictObject({
    ...ids,
    returnId: uuidSchema.exactOptional(),
    basis: basisSchema.exactOptional(),
    references: paymentReferencesSchema,
    account: textSchema(34).exactOptional(),
    amount: moneySchema.exactOptional(),
    bookedOn: localDateSchema.exactOptional(),
    valueDate: localDateSchema.exactOptional(),
    debtorName: textSchema(140).exactOptional(),
    debtorAgent: bicSchema.exactOptional(),
    creditorName: textSchema(140).exactOptional(),
    chargeBearer: chargeBearerSchema.exactOptional(),
    charges: z.array(chargeSchema).max(20).exactOptional(),
    entry: entrySchema.exactOptional(),
    usd: inDollarsSchema
      .exactOptional()
      .describe(
        "Of the corrected amount, where the entry corrects it, in place of the booking's `usd`. Absent otherwise, for an amount in USD, and where no rate was known: the amount's currency tells which.",
      ),
    unallocated: moneySchema.exactOptional(),
    borne: z.array(z.strictObject({ ...obligationIds, fees: moneySchema })).exactOptional(),
    postings: postingsSchema.exactOptional(),
    ...origin,
  }),
  toBank,
);

const returnedV1 = contract(
  'SettlementReturned',
  'The bank gave a part of a booked credit back, or all of it: what waited in suspense first, then what paid something.',
  z.strictObject({
    ...ids,
    returnId: uuidSchema,
    amount: moneySchema,
    reason: returnReasonSchema.exactOptional(),
    bookedOn: localDateSchema,
    valueDate: localDateSchema,
    references: paymentReferencesSchema,
    unallocated: moneySchema,
    takenBack: z.array(z.strictObject(part)),
    ...origin,
  }),
  toBank,
);

const suspenseReasonV1Schema = z.enum(['no-open-obligation', 'overpaid', 'ambiguous']);

/** Why an amount waits: `unsure` where several obligations are about as like to a payment that names none, `rate-…` where what it names is owed in another currency and no rate is at hand. */
export const suspenseReasonSchema = z.enum([
  ...suspenseReasonV1Schema.options,
  'unsure',
  'rate-unknown',
  'rate-stale',
]);

const suspendedV1 = contract(
  'SettlementSuspended',
  'What a booked credit pays is not known, or not whose it is, or it is more than was owed: the amount waits in suspense.',
  z.strictObject({ ...ids, reason: suspenseReasonV1Schema, amount: moneySchema }),
  toBank,
);

const screeningHitV1Schema = z.strictObject({
  field: z.enum(['debtorName', 'creditorName', 'remittance', 'debtorAgent']),
  entry: textSchema(140),
  entryId: textSchema(70),
});

/** What of a payment may be an entry of a list, and the entry. */
export const screeningHitSchema = screeningHitV1Schema.extend({
  field: z.enum([
    ...screeningHitV1Schema.shape.field.options,
    'ultimateDebtorName',
    'ultimateCreditorName',
    'creditorAgent',
  ]),
});

const screenedBySchema = z.strictObject({ list: textSchema(70), version: textSchema(70) });

const heldBy = <Hit extends z.ZodType>(hit: Hit) =>
  z
    .strictObject({
      ...ids,
      list: textSchema(70).exactOptional(),
      version: textSchema(70).exactOptional(),
      hits: z.array(hit).max(100),
    })
    .refine(
      ({ list, version, hits }) => [list, version].every((each) => (each !== undefined) === hits.length > 0),
      'has hits of a list in a version, or none of the three',
    );

const heldV1 = contract(
  'SettlementHeld',
  'A party of the payment may be one of a list, or, with no hit, what looks for parties did not answer: the settlement pays nothing until it is released.',
  heldBy(screeningHitV1Schema),
  toBank,
);

const bookedV2 = newVersionOf(bookedV1, {
  schemaVersion: 2,
  schema: bookedV1.schema.extend({
    basis: basisSchema,
    debtorAccount: textSchema(34).exactOptional(),
    debtorAgent: bicSchema.exactOptional(),
    creditorAgent: bicSchema.exactOptional(),
    instructionId: textSchema(35).exactOptional(),
    clearingSystemReference: textSchema(35).exactOptional(),
    documents: z.array(remittedDocumentSchema).max(100).exactOptional(),
    instructedAmount: moneySchema.exactOptional(),
    chargeBearer: chargeBearerSchema.exactOptional(),
    charges: z.array(chargeSchema).max(20).exactOptional(),
    usd: inDollarsSchema.exactOptional(),
    entry: entrySchema.exactOptional(),
    screenedBy: screenedBySchema.exactOptional(),
    postings: postingsSchema,
  }),
  // Only booked credits were taken over, and none was looked for in a list.
  upcast: (before) => ({
    ...before,
    basis: 'booked-credit' as const,
    postings: posted(before.bank, [[before.amount, 'nostro', 'suspense']]),
  }),
  participants: toBank,
});

const confirmedV2 = newVersionOf(confirmedV1, {
  schemaVersion: 2,
  schema: confirmedV1.schema.extend({
    reason: returnReasonSchema
      .exactOptional()
      .describe('Why it was given back, where it tells of a return that came without a reason.'),
    restId: uuidSchema
      .exactOptional()
      .describe(
        'The return by which what banks kept of the return `returnId` was undone: both are one, in two steps, since the entry on the account told what went back alone.',
      ),
  }),
  upcast: (before) => before,
  participants: toBank,
});

export const SETTLEMENT_CONTRACTS = [
  bookedV1,
  bookedV2,
  newVersionOf(bookedV2, {
    schemaVersion: 3,
    schema: bookedV2.schema.extend({
      ultimateDebtorName: textSchema(140).exactOptional().describe('For whom the debtor pays: `UltmtDbtr`.'),
      ultimateCreditorName: textSchema(140)
        .exactOptional()
        .describe('For whom the creditor is paid: `UltmtCdtr`.'),
    }),
    upcast: (before) => before,
    participants: toBank,
  }),
  confirmedV1,
  confirmedV2,
  newVersionOf(confirmedV2, {
    schemaVersion: 3,
    schema: confirmedV2.schema.extend({
      instructedAmount: moneySchema
        .exactOptional()
        .describe('What the debtor had his bank pay, before charges and conversion: `InstdAmt`.'),
    }),
    upcast: (before) => before,
    participants: toBank,
  }),
  heldV1,
  newVersionOf(heldV1, {
    schemaVersion: 2,
    schema: heldBy(screeningHitSchema),
    upcast: (before) => before,
    participants: toBank,
  }),
  contract(
    'SettlementReleased',
    'A person has looked at what held the settlement, or its parties were found not to be on the list (`screenedBy`): it pays what it names.',
    z.strictObject({ ...ids, reason: textSchema(512), screenedBy: screenedBySchema.exactOptional() }),
    toBank,
  ),
  matchedV1,
  newVersionOf(matchedV1, {
    schemaVersion: 2,
    schema: z.strictObject({
      ...ids,
      ...paidPart,
      exchange: exchangeSchema.exactOptional(),
      unallocated: moneySchema,
      by: z.enum(['uetr', 'end-to-end-id', 'remittance', 'score', 'manual']),
      score: z.int().min(0).max(100).exactOptional(),
      grounds: z.array(textSchema(140)).max(20).exactOptional(),
      reason: textSchema(512).exactOptional(),
      postings: postingsSchema,
    }),
    upcast: (before) => ({
      ...before,
      settled: before.amount,
      postings: posted(before.bank, [[before.amount, 'suspense', 'vostro']]),
    }),
    participants: toBank,
  }),
  contract(
    'SettlementUnmatched',
    'What a settlement was thought to pay was taken back, by a person or since less came than a status had told: the money waits in suspense again.',
    z.strictObject({
      ...ids,
      ...paidPart,
      unallocated: moneySchema,
      because: unmatchedBecauseSchema,
      reason: textSchema(512),
      postings: postingsSchema,
    }),
    toBank,
  ),
  contract(
    'SettlementMatchedToServiceContract',
    'A part of a booked credit, or all of it, pays for services under a contract, as a person says.',
    z.strictObject({
      ...ids,
      ...serviceContractIds,
      ...servicePart,
      unallocated: moneySchema,
      reason: textSchema(512),
      postings: postingsSchema,
    }),
    toBank,
  ),
  contract(
    'SettlementUnmatchedFromServiceContract',
    'What a settlement was said to pay for services was taken back, a part of one match or all of it, the last first: the money waits in suspense again, or is taken from there by what follows.',
    z
      .strictObject({
        ...ids,
        ...serviceContractIds,
        ...servicePart,
        unallocated: moneySchema,
        takenBackOn: localDateSchema,
        because: serviceUnmatchedBecauseSchema,
        returnId: uuidSchema.exactOptional(),
        reason: textSchema(512).exactOptional(),
        postings: postingsSchema,
      })
      .refine(({ because, returnId }) => (because === 'returned') === (returnId !== undefined), {
        error: 'names a return where one took it back, and else none',
      })
      .refine(({ because, reason }) => because !== 'person' || reason !== undefined, {
        error: 'has a reason where a person took it back',
      }),
    toBank,
  ),
  suspendedV1,
  newVersionOf(suspendedV1, {
    schemaVersion: 2,
    schema: suspendedV1.schema.extend({ reason: suspenseReasonSchema }),
    upcast: (before) => before,
    participants: toBank,
  }),
  returnedV1,
  newVersionOf(returnedV1, {
    schemaVersion: 2,
    schema: z.strictObject({
      ...returnedV1.schema.shape,
      takenBack: z.array(z.strictObject(paidPart)),
      returnedAmount: moneySchema,
      compensation: moneySchema.exactOptional(),
      returnReference: textSchema(35).exactOptional(),
      charges: z.array(chargeSchema).max(20).exactOptional(),
      postings: postingsSchema,
    }),
    upcast: (before) => ({
      ...before,
      takenBack: before.takenBack.map((each) => ({ ...each, settled: each.amount })),
      returnedAmount: before.amount,
      postings: postingsOfReturn(before),
    }),
    participants: toBank,
  }),
] as const;

function posted(bank: string, moves: readonly Posted[]) {
  return moves.flatMap((each) => amountPosted(bank, each));
}

/** What waited went back first; the rest was taken from what it had paid. Amounts were of one currency. */
function postingsOfReturn({ bank, amount, takenBack }: z.infer<typeof returnedV1.schema>) {
  return posted(bank, [
    [amountLess(amount, takenBack), 'suspense', 'nostro'],
    ...takenBack.map(({ amount: part }): Posted => [part, 'vostro', 'nostro']),
  ]);
}
