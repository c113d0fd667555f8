import { z } from 'zod';
import {
  localDateSchema,
  moneySchema,
  participantIdSchema,
  partySchema,
  textSchema,
  uuidSchema,
} from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('servicecontract');
const ids = { serviceContractId: uuidSchema };

/** As long as the number of a contract of sale. */
export const serviceContractNumberSchema = textSchema(70);

/** An item of the Extended Balance of Payments Services Classification 2010, or a part of one, by its form: which there are, a table tells. */
export const ebopsItemSchema = z
  .string()
  .regex(/^S[A-L][0-9A-Z]{0,4}$/, 'is an EBOPS 2010 item such as "SI2"');

/** What may be agreed otherwise while the contract goes on. */
export const serviceContractTermsSchema = z.strictObject({
  subject: textSchema(280).describe('What is to be done, in words.'),
  modeOfSupply: z
    .literal([1, 2, 3, 4])
    .exactOptional()
    .describe(
      'By the General Agreement on Trade in Services: 1 from one country into the other, 2 consumed abroad, 3 by a presence of the provider there, 4 by people who travel. What is told last has held from the beginning.',
    ),
  startsOn: localDateSchema.exactOptional(),
  endsOn: localDateSchema.exactOptional(),
  value: moneySchema
    .exactOptional()
    .describe('What was agreed in all; absent where it is paid by what is done.'),
  providerBank: participantIdSchema
    .exactOptional()
    .describe('The bank that books what the provider is paid.'),
  commitmentId: uuidSchema.exactOptional().describe('The promise that it is said to keep.'),
});

export const SERVICE_CONTRACT_CONTRACTS = [
  contract(
    'ServiceContractRegistered',
    'Two firms of different countries agreed on services: who does what for whom, and which services these are.',
    z.strictObject({
      ...ids,
      contractNumber: serviceContractNumberSchema,
      provider: partySchema,
      customer: partySchema,
      service: ebopsItemSchema,
      terms: serviceContractTermsSchema,
    }),
    ({ provider, customer, terms: { providerBank } }) => [
      provider.participantId,
      customer.participantId,
      ...(providerBank === undefined ? [] : [providerBank]),
    ],
  ),
  contract(
    'ServiceContractAmended',
    'Its terms, all of them, are these from now on; the mode of supply, from the beginning.',
    z.strictObject({ ...ids, terms: serviceContractTermsSchema, reason: textSchema(512) }),
    ({ terms: { providerBank } }) => (providerBank === undefined ? [] : [providerBank]),
  ),
  contract(
    'ServiceContractReclassified',
    'It was told as services that it is not of: it has been of these from the beginning.',
    z.strictObject({ ...ids, from: ebopsItemSchema, to: ebopsItemSchema, reason: textSchema(512) }),
  ),
  contract(
    'ServiceContractCompleted',
    'All that was agreed is done. What is owed for it may still be paid.',
    z.strictObject({ ...ids, completedOn: localDateSchema, note: textSchema(512).exactOptional() }),
  ),
  contract(
    'ServiceContractTerminated',
    'It ended before all was done. What is owed for what was done may still be paid.',
    z.strictObject({ ...ids, terminatedOn: localDateSchema, reason: textSchema(512) }),
  ),
  contract(
    'ServiceContractWithdrawn',
    'It was registered by mistake: there is no such contract, and what was matched to it counts as paid for no services.',
    z.strictObject({ ...ids, reason: textSchema(512) }),
  ),
] as const;
