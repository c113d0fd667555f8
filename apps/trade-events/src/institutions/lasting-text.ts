import { textSchema } from '@corridor/contracts';

/** What somebody writes freely where nothing seals it. */
export const lastingTextSchema = textSchema(512).describe(
  'Stays in the log for good and cannot be erased: name no person here, nor how to reach one.',
);
