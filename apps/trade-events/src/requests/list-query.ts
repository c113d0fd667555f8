import { z } from 'zod';

/** A whole number in an address, of so many digits at most. */
export const wholeNumber = (digitsMax: number) =>
  z
    .string()
    .regex(new RegExp(`^\\d{1,${digitsMax}}$`), 'is a whole number')
    .transform(Number);

/** Whether something holds, in an address. */
export const isTrue = z.enum(['true', 'false']).transform((text) => text === 'true');

/** How many a page of a list has. @param what they are, such as `Firms`. */
export const limitOf = (what: string) =>
  wholeNumber(3)
    .pipe(z.int().min(1).max(500))
    .default(50)
    .describe(`${what} of a page, 1 to 500; 50 where it is left out.`);

/** Of a list in the order of the ledger: behind which position a page begins, and as of which it is. @param what they are, such as `firms`. */
export const inOrderOf = (what: string) => ({
  after: wholeNumber(15)
    .exactOptional()
    .describe(`Only ${what} behind this one: \`next\` of the page before.`),
  limit: limitOf(`${what.charAt(0).toUpperCase()}${what.slice(1)}`),
  asOf: wholeNumber(15)
    .exactOptional()
    .describe(
      'As of this position of the ledger; the last one that the list has reached where it is left out.',
    ),
});
