import { createHash, type Hash } from 'node:crypto';
import {
  type CopyDuplicate,
  Iso20022Error,
  type Iso20022Part,
  type MessageBegin,
  type ReadLimits,
  readMessages,
} from '@corridor/iso20022';
import { ProblemError } from '@corridor/nest-kit';
import type { Spool } from './spool.js';

/** A message of a file, before anything of it is taken over. */
export interface FoundMessage {
  readonly begin: MessageBegin;
  /** Hex, of what was read of it. */
  readonly contentSha256: string;
  readonly transactions: number;
  /** What the amounts of its payments come to, where it is one whose header sums them and all could be read. */
  readonly sum?: string;
  /** Whether one before it in the file has its id. */
  readonly repeatsId: boolean;
  /** How it says that it is a copy or a duplicate, by its header or in each of its statements: it informs of a message, and is not that one. */
  readonly copyDuplicate?: CopyDuplicate;
}

export interface LookedThrough {
  readonly messages: readonly FoundMessage[];
  /** All that was read, where it is little; else the file is read again. */
  readonly parts: readonly Iso20022Part[] | undefined;
}

const PARTS_HELD_MAX = 25_000;
const MESSAGES_MAX = 10_000;
const BEGIN_BYTES = 1_000;
const JSON_GOES = 'The body is JSON: a settlement in JSON goes to /v1/settlements, as application/json.';

/**
 * Reads a file to its end: a fault of the whole file may show itself behind sound transactions, and of such a file nothing is
 * taken over.
 * @throws ProblemError 400 for a file that cannot be read, 422 for one that is not what it should be.
 */
export async function lookThrough(spool: Spool, limits: ReadLimits): Promise<LookedThrough> {
  const messages: FoundMessage[] = [];
  let parts: Iso20022Part[] | undefined = spool.memory ? [] : undefined;
  const ids = new Set<string>();
  let begin: MessageBegin | undefined;
  let hash: Hash = createHash('sha256');
  let copies: (CopyDuplicate | undefined)[] = [];
  try {
    for await (const part of readMessages(spool.chunks(), limits)) {
      if (parts && parts.length >= PARTS_HELD_MAX) parts = undefined;
      parts?.push(part);
      if (part.kind === 'message') {
        begin = part;
        hash = createHash('sha256');
        copies = [];
      }
      if (part.kind === 'statement') copies.push(part.copyDuplicate);
      hash.update(JSON.stringify(contentOf(part)));
      if (part.kind !== 'message-end' || !begin) continue;
      const id = `${begin.family} ${begin.messageId}`;
      const copyDuplicate = begin.header?.copyDuplicate ?? copyIn(copies);
      messages.push({
        begin,
        contentSha256: hash.digest('hex'),
        transactions: part.transactions,
        ...(part.sum !== undefined && { sum: part.sum }),
        repeatsId: ids.has(id),
        ...(copyDuplicate !== undefined && { copyDuplicate }),
      });
      ids.add(id);
      if (messages.length > MESSAGES_MAX) throw tooMany();
    }
  } catch (error) {
    if (!(error instanceof Iso20022Error)) throw error;
    const isJson = error.code === 'xml-malformed' && (await beginsAsJson(spool));
    throw problemOf(error, isJson ? `${error.message} ${JSON_GOES}` : error.message);
  }
  return { messages, parts };
}

/**
 * What a part says. Where in which file it stands is none of it, nor is what the reader adds up; nor what it has come to read since messages are
 * on record: they are known by this.
 */
function contentOf(part: Iso20022Part): object {
  const content = {
    ...part,
    xpath: '',
    header: undefined,
    sum: undefined,
    counted: undefined,
    entry: undefined,
  };
  if (part.kind !== 'entry') return content;
  return {
    ...content,
    ultimateDebtorName: undefined,
    ultimateCreditorName: undefined,
    tellsReturn: undefined,
    ...(!part.reversal && { returnReason: undefined }),
  };
}

function copyIn(statements: readonly (CopyDuplicate | undefined)[]): CopyDuplicate | undefined {
  return statements.every((each) => each !== undefined) ? statements[0] : undefined;
}

function problemOf({ code, xpath, line, column }: Iso20022Error, message: string): ProblemError {
  const status = /^(xml|encoding)-/.test(code) ? 400 : 422;
  return new ProblemError(status, code, message, {
    ...(xpath !== undefined && { xpath }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  });
}

/** Whether a file begins as an object or a list in JSON does. */
async function beginsAsJson(spool: Spool): Promise<boolean> {
  for await (const chunk of spool.chunks()) return /^\s*[[{]/.test(chunk.toString('latin1', 0, BEGIN_BYTES));
  return false;
}

function tooMany(): Iso20022Error {
  return new Iso20022Error('xml-too-large', `The file has more than ${MESSAGES_MAX} messages; split it.`);
}
