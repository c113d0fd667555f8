import { z } from 'zod';
import { participantIdSchema, textSchema, ucrSchema, uuidSchema } from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('ucr');

const held = {
  ucr: ucrSchema,
  consignmentId: uuidSchema,
  exporter: participantIdSchema,
  importer: participantIdSchema,
};

export const UCR_CONTRACTS = [
  contract(
    'UcrAssigned',
    'A unique consignment reference is that of one consignment from now on, and of no other one unless it is released.',
    z.strictObject(held),
    ({ exporter, importer }) => [exporter, importer],
  ),
  contract(
    'UcrReleased',
    'A unique consignment reference was another\u2019s: it is taken from its consignment, for the one whose it is.',
    z.strictObject({ ...held, releasedTo: participantIdSchema, reason: textSchema(512) }),
    // Whom it is released to is not told whose it was.
    ({ exporter, importer }) => [exporter, importer],
  ),
] as const;
