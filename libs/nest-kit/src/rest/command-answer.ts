import { z } from 'zod';

/** What the answer to a command tells beside its ids. */
export const recorded = {
  position: z
    .int()
    .min(1)
    .exactOptional()
    .describe('The place in the ledger of what was recorded; absent where nothing new was.'),
};

/** What an answer tells of the state of an aggregate. */
export const standing = {
  version: z.int().min(1).describe('How many events made it so.'),
  legalNow: z.array(z.string()).describe('The commands that are possible now.'),
};

/** The same, where not every command is for everyone. */
export const standingForAsker = {
  ...standing,
  legalNow: z.array(z.string()).describe('The commands that are possible now, and are for whoever asks.'),
};
