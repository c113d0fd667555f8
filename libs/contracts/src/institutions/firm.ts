import { z } from 'zod';
import { countrySchema, participantIdSchema, textSchema } from '../building-blocks.js';
import { contractsOf } from '../contract.js';

const contract = contractsOf('firm');
const idContract = contractsOf('firmid');
const participantId = participantIdSchema;
const reason = textSchema(512);

/** Who gave a number to a firm, named by country and register as the schemes of ISO 6523 are; the LEI by its own name. */
export const nationalIdSchemeSchema = z.enum([
  'PK-NTN',
  'PK-STRN',
  'KZ-BIN',
  'UZ-STIR',
  'KG-INN',
  'TJ-INN',
  'LEI',
]);

/** A number that a state, or a registrar of LEIs, gave to a firm; in capitals, without spaces and hyphens, so that it has one spelling. */
export const nationalIdSchema = z.strictObject({
  scheme: nationalIdSchemeSchema,
  number: z.string().regex(/^[0-9A-Z]{7,20}$/, 'has 7 to 20 digits and capitals'),
});

/** Whose a firm is: the state's where the state controls it. */
export const ownershipSchema = z.enum(['state', 'private', 'mixed']);

/** What the register tells of a firm. */
const details = {
  name: textSchema(140),
  nameLatin: textSchema(280).exactOptional(),
  country: countrySchema,
  nationalIds: z.array(nationalIdSchema).min(1).max(5),
  ownership: ownershipSchema,
  sectors: z
    .array(z.string().regex(/^[a-z]+(?:-[a-z]+)*$/, 'is a sector such as "textiles"'))
    .min(1)
    .max(8),
  city: textSchema(140).exactOptional(),
};

const ofFirm = (data: { readonly participantId: string }) => [data.participantId];

export const FIRM_CONTRACTS = [
  contract(
    'FirmRegistered',
    'A firm stands in the register of traders: its name, whose it is, and the numbers that states know it by.',
    z.strictObject({ participantId, ...details }),
    ofFirm,
  ),
  contract(
    'FirmChanged',
    'What the register tells of a firm is other now: all of it, and why.',
    z.strictObject({ participantId, ...details, reason }),
    ofFirm,
  ),
  contract(
    'FirmSuspended',
    'The register does not vouch for the firm for a time.',
    z.strictObject({ participantId, reason }),
    ofFirm,
  ),
  contract(
    'FirmReinstated',
    'The register vouches for the firm again.',
    z.strictObject({ participantId, reason }),
    ofFirm,
  ),
] as const;

export const FIRM_ID_CONTRACTS = [
  idContract(
    'NationalIdClaimed',
    'A number of a state is that of one firm from now on, and of no other one unless it is released.',
    z.strictObject({ ...nationalIdSchema.shape, participantId }),
    ofFirm,
  ),
  idContract(
    'NationalIdReleased',
    'The number is not that of the firm: another one may have it.',
    z.strictObject({ ...nationalIdSchema.shape, participantId }),
    ofFirm,
  ),
] as const;
