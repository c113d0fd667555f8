import { z } from 'zod';
import {
  countrySchema,
  currencySchema,
  hs6Schema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  participantIdSchema,
  partySchema,
  textSchema,
  unitSchema,
  uuidSchema,
} from '../building-blocks.js';
import { contractsOf } from '../contract.js';
import { exchangeRateSchema } from '../declaration.js';
import { ownershipSchema } from './firm.js';

const contract = contractsOf('commitment');
const ofContract = contractsOf('contract');
const ofAllocation = contractsOf('allocation');
const ofEvidence = contractsOf('evidence');

export const commitmentKindSchema = z.enum([
  'memorandum',
  'letter-of-intent',
  'contract',
  'investment-pledge',
]);

/** One of those who promise. What it is called may be all that an announcement tells of it. */
export const commitmentPartySchema = z.strictObject({
  part: z.enum(['seller', 'buyer', 'investor', 'recipient']),
  participantId: participantIdSchema.exactOptional(),
  name: textSchema(140),
  country: countrySchema,
  ownership: ownershipSchema,
});

/** Where something was announced: the event, and the aggregate of the ledger that stands for it where there is one. */
export const occasionSchema = z.strictObject({
  kind: z.enum(['summit', 'state-visit', 'commission-meeting', 'forum', 'exhibition', 'delegation', 'other']),
  name: textSchema(140),
  on: localDateSchema,
  place: locodeSchema.exactOptional(),
  engagementId: uuidSchema.exactOptional(),
  meetingId: uuidSchema.exactOptional(),
  leadId: uuidSchema.exactOptional(),
});

/** A chapter, heading or subheading. */
export const hsCodeSchema = z.string().regex(/^\d{2}(?:\d{2}){0,2}$/, 'is an HS code of 2, 4 or 6 digits');

/** What is promised. */
export const commitmentTermsSchema = z.strictObject({
  title: textSchema(280),
  kind: commitmentKindSchema,
  parties: z.array(commitmentPartySchema).min(1).max(20),
  sector: textSchema(40),
  hsCodes: z.array(hsCodeSchema).max(50),
  value: moneySchema,
  valueUsd: moneySchema,
  jobs: z.int().min(1).max(10_000_000).exactOptional(),
  dueOn: localDateSchema.exactOptional(),
});

export const ratedSchema = z.strictObject({ currency: currencySchema, ...exchangeRateSchema.shape });

/** A price of the contract for one unit of goods. */
export const contractPriceSchema = z.strictObject({ hs6: hs6Schema, unit: unitSchema, price: moneySchema });

export const contractNumberSchema = textSchema(70);

/** A contract of sale that a promise became. */
export const saleContractSchema = z.strictObject({
  contractId: uuidSchema,
  contractNumber: contractNumberSchema,
  exporter: partySchema,
  importer: partySchema,
  signedOn: localDateSchema,
  deliverBy: localDateSchema.exactOptional(),
  value: moneySchema,
  valueUsd: moneySchema,
  prices: z.array(contractPriceSchema).max(200),
});

export const evidenceSchema = z.strictObject({
  title: textSchema(140),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is a SHA-256 of 64 hexadecimal digits in lower case'),
});

const reason = textSchema(512);
const source = textSchema(512);
const ofCommitment = { commitmentId: uuidSchema };
const realisation = { ...ofCommitment, realisationId: uuidSchema };
const ofPaper = { evidenceId: uuidSchema, ...realisation };

const partiesOf = ({ terms }: { readonly terms: z.infer<typeof commitmentTermsSchema> }): readonly string[] =>
  terms.parties.flatMap(({ participantId }) => participantId ?? []);
const sidesOf = ({ exporter, importer }: z.infer<typeof saleContractSchema>): readonly string[] => [
  exporter.participantId,
  importer.participantId,
];

/** What may serve a commitment. */
export const allocatedSchema = z.strictObject({
  kind: z.enum(['consignment', 'letter-of-credit']),
  id: uuidSchema,
});

/** Why something serves a commitment: its papers, or a person. */
export const linkBasisSchema = z.enum(['contract-number', 'goods', 'hand']);

export const COMMITMENT_CONTRACTS = [
  contract(
    'CommitmentAnnounced',
    'Somebody promised trade, an investment or jobs: who, at which occasion, how much and by when. USD at the rate of that day.',
    z.strictObject({
      ...ofCommitment,
      terms: commitmentTermsSchema,
      rates: z.array(ratedSchema).max(10),
      occasion: occasionSchema,
      source,
    }),
    partiesOf,
  ),
  contract(
    'CommitmentRevised',
    'What is promised is another thing now: why, and all terms as they are from here on. The currency and its rate stay.',
    z.strictObject({ ...ofCommitment, terms: commitmentTermsSchema, reason, source }),
    partiesOf,
  ),
  contract(
    'CommitmentRateTold',
    'What one unit of a further currency, in which goods are traded, was worth on the day of the announcement.',
    z.strictObject({ ...ofCommitment, rate: ratedSchema }),
  ),
  contract(
    'CommitmentContracted',
    'A promise, or a part of it, became a contract of sale.',
    z.strictObject({ ...ofCommitment, contract: saleContractSchema }),
    (data) => sidesOf(data.contract),
  ),
  contract(
    'CommitmentContractReleased',
    'A contract does not serve the promise: it was told by mistake, or called off.',
    z.strictObject({ ...ofCommitment, contractId: uuidSchema, reason }),
  ),
  contract(
    'CommitmentWithdrawn',
    'Whoever promised takes it back. It stays among what was promised, marked.',
    z.strictObject({ ...ofCommitment, reason, source }),
  ),
  contract(
    'CommitmentLapsed',
    'The day by which it was promised has passed, and it is not fulfilled.',
    z.strictObject({ ...ofCommitment, dueOn: localDateSchema }),
  ),
  contract(
    'CommitmentFulfilled',
    'As much as was promised has come about: delivered, as the ledger shows it at a position, or verified.',
    z.strictObject({
      ...ofCommitment,
      basis: z.enum(['delivered', 'verified']),
      deliveredUsd: moneySchema.exactOptional(),
      asOf: z.int().min(1).exactOptional(),
    }),
  ),
  contract(
    'CommitmentReopened',
    'It is fulfilled no more: what is delivered has come to less than is promised, or what was verified was revoked.',
    z.strictObject({
      ...ofCommitment,
      basis: z.enum(['delivered', 'verified']),
      deliveredUsd: moneySchema.exactOptional(),
      asOf: z.int().min(1).exactOptional(),
    }),
  ),
  contract(
    'RealisationReported',
    'Somebody tells what of an investment was made, or which jobs there are, and by which paper.',
    z.strictObject({
      ...realisation,
      kind: z.enum(['investment', 'jobs']),
      amount: moneySchema.exactOptional(),
      amountUsd: moneySchema.exactOptional(),
      jobs: z.int().min(1).max(10_000_000).exactOptional(),
      reachedOn: localDateSchema,
      reportedBy: participantIdSchema,
      evidence: evidenceSchema,
      note: textSchema(512),
    }),
    ({ reportedBy }) => [reportedBy],
  ),
  contract(
    'RealisationVerified',
    'A second party looked at what was reported, and it is so.',
    z.strictObject({ ...realisation, verifiedBy: participantIdSchema, note: textSchema(512) }),
    ({ verifiedBy }) => [verifiedBy],
  ),
  contract(
    'RealisationRejected',
    'A second party looked at what was reported, and it is not so.',
    z.strictObject({ ...realisation, rejectedBy: participantIdSchema, reason }),
    ({ rejectedBy }) => [rejectedBy],
  ),
  contract(
    'RealisationRevoked',
    'A second party found that what was verified is not so.',
    z.strictObject({ ...realisation, revokedBy: participantIdSchema, reason }),
    ({ revokedBy }) => [revokedBy],
  ),
  ofEvidence(
    'EvidenceUsed',
    'A paper shows what was reported of a commitment: it shows nothing of another one.',
    z.strictObject({ ...ofPaper, sha256: evidenceSchema.shape.sha256 }),
  ),
  ofEvidence(
    'EvidenceFreed',
    'The report was rejected or revoked: the paper shows it no more.',
    z.strictObject(ofPaper),
  ),
  ofContract(
    'ContractClaimed',
    'A contract of sale serves a commitment: it serves no other one.',
    z.strictObject({
      contractId: uuidSchema,
      contractNumber: contractNumberSchema,
      exporter: participantIdSchema,
      importer: participantIdSchema,
      commitmentId: uuidSchema,
    }),
    ({ exporter, importer }) => [exporter, importer],
  ),
  ofContract(
    'ContractUnclaimed',
    'The contract serves the commitment no more.',
    z.strictObject({ contractId: uuidSchema, commitmentId: uuidSchema, reason }),
  ),
  ofContract(
    'ContractNamed',
    'A consignment is sent, or a letter of credit is issued, under the contract.',
    z.strictObject({
      contractId: uuidSchema,
      contractNumber: contractNumberSchema,
      exporter: participantIdSchema,
      importer: participantIdSchema,
      named: allocatedSchema,
    }),
    ({ exporter, importer }) => [exporter, importer],
  ),
  ofAllocation(
    'CommitmentLinked',
    'Goods, or a letter of credit, serve a commitment: by the number of their contract, a letter of credit also by its goods, or by hand. They serve one alone.',
    z.strictObject({
      allocated: allocatedSchema,
      commitmentId: uuidSchema,
      basis: linkBasisSchema,
      contractId: uuidSchema.exactOptional(),
      reason: reason.exactOptional(),
    }),
  ),
  ofAllocation(
    'CommitmentUnlinked',
    'They serve it no more.',
    z.strictObject({
      allocated: allocatedSchema,
      commitmentId: uuidSchema,
      basis: linkBasisSchema,
      reason,
    }),
  ),
  ofAllocation(
    'CreditNamed',
    'A letter of credit is for the goods.',
    z.strictObject({ allocated: allocatedSchema, letterOfCreditId: uuidSchema }),
  ),
] as const;
