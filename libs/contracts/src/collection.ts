import { z } from 'zod';
import { localDateSchema, participantIdSchema, uuidSchema } from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('collection');

const ofCollection = {
  invoiceId: uuidSchema,
  principal: participantIdSchema,
  drawee: participantIdSchema,
  remittingBank: participantIdSchema,
  presentingBank: participantIdSchema,
};

const ofParties = (told: Omit<Record<keyof typeof ofCollection, string>, 'invoiceId'>): readonly string[] => [
  told.principal,
  told.drawee,
  told.remittingBank,
  told.presentingBank,
];

export const COLLECTION_CONTRACTS = [
  contract(
    'CollectionPresented',
    'Documents that banks collect the price by were presented to the debtor (URC 522).',
    z.strictObject({ ...ofCollection, presentedOn: localDateSchema }),
    ofParties,
  ),
  contract(
    'CollectionAccepted',
    'The debtor accepted a draft and has the documents: he pays at maturity (URC 522).',
    z.strictObject({
      ...ofCollection,
      acceptedOn: localDateSchema,
      maturityOn: localDateSchema.exactOptional(),
    }),
    ofParties,
  ),
] as const;
