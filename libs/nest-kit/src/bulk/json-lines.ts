import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** One item of a bulk request, as it was sent. */
export interface BulkItem {
  /** The line that it begins on, from 1. */
  readonly line: number;
  /** What its line says; `undefined` with a `fault`. */
  readonly value?: unknown;
  /** Why its line cannot be read. */
  readonly fault?: string;
}

/** Characters of a line; a consignment of 999 goods lines has some 400,000. */
export const BULK_LINE_MAX = 1_000_000;

/** Reads JSON line by line as it comes; what is not read yet waits in the connection. */
export async function* jsonLines(body: Readable): AsyncGenerator<BulkItem, void, undefined> {
  let line = 0;
  try {
    for await (const text of linesOf(body)) {
      line += 1;
      if (text === undefined) yield { line, fault: `A line has at most ${BULK_LINE_MAX} characters.` };
      // An empty line at the end of a file, or between parts of it, says nothing.
      // `trim` takes a byte order mark for a space, and JSON does not.
      else if (text.trim() !== '') yield jsonItem(line, line === 1 ? text.replace(/^\uFEFF/, '') : text);
    }
  } finally {
    // Where nobody reads on: destroyed, it would take the connection with it, and the answer.
    body.resume();
  }
}

function jsonItem(line: number, text: string): BulkItem {
  try {
    return { line, value: JSON.parse(text) };
  } catch (error) {
    return { line, fault: `The line is no JSON: ${(error as Error).message}` };
  }
}

/** Lines without their ends; `undefined` for one that is too long, of which no more is kept. */
async function* linesOf(body: Readable): AsyncGenerator<string | undefined, void, undefined> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let isTooLong = false;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    const [first = '', ...others] = decoder.write(chunk as Buffer).split('\n');
    rest += first;
    isTooLong ||= rest.length > BULK_LINE_MAX;
    if (isTooLong) rest = '';
    for (const next of others) {
      yield isTooLong ? undefined : withoutReturn(rest);
      rest = next;
      isTooLong = rest.length > BULK_LINE_MAX;
    }
  }
  rest += decoder.end();
  if (rest !== '' || isTooLong) yield isTooLong ? undefined : withoutReturn(rest);
}

const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);
