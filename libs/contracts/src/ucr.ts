import { z } from 'zod';
import { participantIdSchema, ucrSchema, uuidSchema } from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('ucr');

export const UCR_CONTRACTS = [
  contract(
    'UcrAssigned',
    'A unique consignment reference is that of one consignment from now on, and of no other one ever.',
    z.strictObject({
      ucr: ucrSchema,
      consignmentId: uuidSchema,
      exporter: participantIdSchema,
      importer: participantIdSchema,
    }),
    ({ exporter, importer }) => [exporter, importer],
  ),
] as const;
