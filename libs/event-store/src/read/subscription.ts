import type { RecordedEvent } from '@corridor/contracts';
import pg from 'pg';
import type { Awakener } from './awakener.js';
import type { LogFilter } from './log-filter.js';
import type { LogReader } from './log-reader.js';

export interface SubscribeOptions extends LogFilter {
  /** Events behind this position (default 0: all). */
  readonly after?: number;
  /** Ends the subscription. */
  readonly signal?: AbortSignal;
  /** Events that are read at a time (default 1 000). */
  readonly pageSize?: number;
  /** The log is looked at this often where nothing wakes it up, milliseconds (default 1 000). */
  readonly pollMs?: number;
  /** Told of a server that cannot be reached; the subscription goes on where it was once it can. */
  readonly onError?: (error: unknown) => void;
}

const PAGE_SIZE = 1_000;
const POLL_MS = 1_000;

/**
 * Events from a position on, first those that are there, then each as it is appended; without an end. Since positions are contiguous
 * and in commit order, the last one that was read says it all: none is missed and none comes twice, whatever becomes of a connection.
 * @throws the error of a query that fails for another reason than a lost connection
 */
export async function* subscription(
  reader: Pick<LogReader, 'head' | 'page' | 'reach'>,
  awakener: Pick<Awakener, 'notifications' | 'wait'>,
  options: SubscribeOptions,
): AsyncGenerator<RecordedEvent, void, undefined> {
  const {
    signal,
    pageSize = PAGE_SIZE,
    pollMs = POLL_MS,
    onError = () => undefined,
    categories,
    types,
  } = options;
  const filter: LogFilter = { ...(categories && { categories }), ...(types && { types }) };
  let after = options.after ?? 0;
  while (!signal?.aborted) {
    const { notifications } = awakener;
    try {
      // The head first: what is appended meanwhile lies behind it and is found the next time.
      const head = await reader.head();
      const to = reader.reach(filter, after, head);
      const page = to > after ? await reader.page({ after, to, limit: pageSize, ...filter }) : [];
      for (const event of page) {
        if (signal?.aborted) return;
        after = event.position;
        yield event;
      }
      if (page.length === pageSize) continue;
      // What the filter left out need not be looked at again.
      after = Math.max(after, to);
      if (to === head && !(await awakener.wait(notifications, pollMs, signal))) return;
    } catch (error) {
      if (!isLostConnection(error)) throw error;
      onError(error);
      if (!(await awakener.wait(awakener.notifications, pollMs, signal))) return;
    }
  }
}

/** Of the network, as Node names them. */
const SOCKET_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);
/** In the words of pg, which gives these no code. */
const LOST_WORDS =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded|Query read timeout)/;
/** A lost connection, a server that ends, starts, has no more to give, or cut a statement short. */
const PASSING_STATES = /^(08|53|57P|57014)/;

/** Whether the server, or the way to it, was lost for a while: it is asked again, where any other error would come again. */
export function isLostConnection(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return PASSING_STATES.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  return ('code' in error && SOCKET_CODES.has(String(error.code))) || LOST_WORDS.test(error.message);
}
