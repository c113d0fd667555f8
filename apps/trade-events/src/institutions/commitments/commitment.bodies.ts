import {
  commitmentPartySchema,
  commitmentTermsSchema,
  contractNumberSchema,
  evidenceSchema,
  hsCodeSchema,
  localDateSchema,
  moneySchema,
  occasionSchema,
  partyV1Schema,
  ratedSchema,
  saleContractSchema,
  textSchema,
  timestampSchema,
  uuidSchema,
} from '@corridor/contracts';
import {
  checkCountry,
  checkHs6,
  checkHsCode,
  checkLocode,
  checkUnit,
  SECTORS,
} from '@corridor/reference-data';
import { z } from 'zod';
import { inOrderOf, limitOf } from '../../requests/list-query.js';

const at = { occurredAt: timestampSchema };
const source = textSchema(512);
const reason = textSchema(512);

const { valueUsd: _, sector: __, ...termsShape } = commitmentTermsSchema.shape;
const terms = z
  .strictObject({
    ...termsShape,
    parties: z
      .array(commitmentPartySchema)
      .min(1)
      .max(20)
      .describe('Who promises: of trade a seller or a buyer at least, of an investment an investor.'),
    sector: z.enum(SECTORS),
    value: moneySchema.describe('0 where jobs alone are promised.'),
    hsCodes: z
      .array(hsCodeSchema)
      .max(50)
      .describe('Chapters, headings or subheadings of HS 2022; empty where no goods are named.'),
  })
  .describe('What is promised; the ledger works out what it comes to in USD.');

const rates = z
  .array(ratedSchema)
  .max(10)
  .default([])
  .describe(
    'USD for one unit on the day of the announcement: of the currency of the value unless that is USD, and of others that goods will be traded in.',
  );

export const announcementBody = z.strictObject({ ...at, terms, rates, occasion: occasionSchema, source });
export const revisionBody = z.strictObject({ ...at, terms, reason, source });
export const rateBody = z.strictObject({ ...at, rate: ratedSchema });
const { contractId: ___, valueUsd: ____, ...contractShape } = saleContractSchema.shape;
export const contractBody = z.strictObject({
  ...at,
  ...contractShape,
  contractNumber: contractNumberSchema.describe(
    'Consignments that name it, of the same exporter and importer, serve the commitment by themselves.',
  ),
  exporter: partyV1Schema,
  importer: partyV1Schema,
  prices: contractShape.prices
    .default([])
    .describe('For one unit of goods; where one is told, goods count by it at every stage.'),
});
export const withdrawalBody = z.strictObject({ ...at, reason, source });
export const reasonBody = z.strictObject({ ...at, reason });
export const realisationBody = z.strictObject({
  ...at,
  kind: z.enum(['investment', 'jobs']),
  amount: moneySchema.exactOptional().describe('Of an investment.'),
  jobs: z.int().min(1).max(10_000_000).exactOptional().describe('Of jobs: how many more there are.'),
  reachedOn: localDateSchema.describe('Not ahead of the report.'),
  evidence: evidenceSchema.describe(
    'The paper that shows it, by the hash of its file: it serves one commitment.',
  ),
  note: textSchema(512),
});
export const verificationBody = z.strictObject({ ...at, note: textSchema(512) });
export const linkBody = z.strictObject({
  ...at,
  kind: z.enum(['consignment', 'letter-of-credit']),
  id: uuidSchema,
  reason,
});

export const STATUSES = ['announced', 'contracted', 'fulfilled', 'lapsed', 'withdrawn'] as const;

/** Of all who promise: `state-takes-part` where a state's firm deals with others. */
export const DEAL_OWNERSHIPS = ['state', 'private', 'mixed', 'state-takes-part'] as const;

export const listQuery = z.strictObject({
  status: z.enum(STATUSES).exactOptional(),
  sector: z.enum(SECTORS).exactOptional(),
  engagementId: uuidSchema.exactOptional().describe('Announced at this forum, exhibition or delegation.'),
  meetingId: uuidSchema.exactOptional().describe('Announced at this meeting of the Commission.'),
  ownership: z
    .enum(DEAL_OWNERSHIPS)
    .exactOptional()
    .describe('Whose it is, by the owners of all who promise it.'),
  after: uuidSchema.exactOptional().describe('Only those behind this one: `next` of the page before.'),
  limit: limitOf('Commitments'),
});

export const linksQuery = z.strictObject(inOrderOf('links'));

/** @throws Rejection naming the first code that stands in no list. */
export function checkTermsCodes({ parties, hsCodes }: z.infer<typeof terms>): void {
  for (const [index, { country }] of parties.entries())
    checkCountry(country, `/terms/parties/${index}/country`);
  for (const [index, code] of hsCodes.entries()) checkHsCode(code, `/terms/hsCodes/${index}`);
}

/** @throws Rejection as {@link checkTermsCodes}. */
export function checkOccasionCodes({ place }: z.infer<typeof occasionSchema>): void {
  if (place !== undefined) checkLocode(place, '/occasion/place');
}

/** @throws Rejection as {@link checkTermsCodes}. */
export function checkContractCodes({ exporter, importer, prices }: z.infer<typeof contractBody>): void {
  checkCountry(exporter.country, '/exporter/country');
  checkCountry(importer.country, '/importer/country');
  for (const [index, { hs6, unit }] of prices.entries()) {
    checkHs6(hs6, `/prices/${index}/hs6`);
    checkUnit(unit, `/prices/${index}/unit`);
  }
}
