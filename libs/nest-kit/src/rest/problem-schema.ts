import { z } from 'zod';
import type { Problem } from '../errors/problem.js';

const fault = z.object({
  pointer: z.string().describe('JSON pointer (RFC 6901) into the body, such as `/lines/0/hs6`.'),
  detail: z.string(),
});

/** A problem as it is documented, with every field that it can have. */
export const problemSchema = z
  .object({
    type: z
      .string()
      .describe(
        '`urn:corridor-ledger:problem:<code>`; below `/epcis` the name of the exception that EPCIS 2.0 has.',
      ),
    title: z.string().describe('What the status means.'),
    status: z.int().min(400).max(599),
    code: z.string().describe('Stable: a client may switch on it.'),
    detail: z
      .string()
      .describe('What was wrong, with the present state where that is the reason, and what to do.'),
    pointer: z.string().exactOptional().describe('JSON pointer to the field at fault, or the first of them.'),
    errors: z.array(fault).exactOptional().describe('Every fault of the content, at most 100.'),
    currentState: z
      .string()
      .exactOptional()
      .describe(
        'How far what was asked for has come, such as `delivered`, where that is why it was refused.',
      ),
    legalNow: z
      .array(z.string())
      .exactOptional()
      .describe(
        'The commands that the present state allows, of a letter of credit and of the institutions those that are for whoever asks; the operations that ask for them name them in `x-commands`.',
      ),
    consignmentId: z
      .string()
      .exactOptional()
      .describe('The consignment that has what the request asked for, where the caller may see it.'),
    xpath: z.string().exactOptional().describe('Of an XML file: the element at fault, by local names.'),
    line: z.int().exactOptional().describe('Of an XML file: the line that it was read up to, from 1.'),
    column: z.int().exactOptional().describe('Of an XML file: the column, from 0.'),
  })
  .meta({
    id: 'Problem',
    description: 'Why a request was refused, as RFC 9457 has it. Nothing of it is recorded.',
  }) satisfies z.ZodType<Problem> & { readonly shape: Record<keyof Problem, unknown> };
