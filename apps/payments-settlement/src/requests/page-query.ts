import { Rejection } from '@corridor/kernel';
import { z } from 'zod';

const wholeNumber = z.string().regex(/^\d{1,9}$/, 'is a whole number');

/** The query parameters that every paged list takes. */
export const pageQuery = {
  after: z.string().max(80).exactOptional().describe('Only what stands behind the page before: its `next`.'),
  limit: wholeNumber
    .transform(Number)
    .pipe(z.int().min(1).max(500))
    .default(50)
    .describe('Items of a page, 1 to 500; 50 where it is left out.'),
};

/** A whole number as it stands in a query. */
export const wholeNumberQuery = wholeNumber.transform(Number);

/** @throws Rejection `page-unknown` for a place in a list that is none of its own `next`. */
export function pageAt(after: string | undefined, form: RegExp): RegExpExecArray | undefined {
  if (after === undefined) return undefined;
  const match = form.exec(after);
  if (match) return match;
  throw new Rejection('page-unknown', 'Give `next` of the page before, as it was.', { pointer: '/after' });
}
