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
  reader: Pick<LogReader, 'head' | 'page'>,
  awakener: Pick<Awakener, 'wait'>,
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
    try {
      // The head first: what is appended meanwhile lies behind it and is found the next time.
      const head = await reader.head();
      const page = head > after ? await reader.page({ after, limit: pageSize, ...filter }) : [];
      for (const event of page) {
        if (signal?.aborted) return;
        after = event.position;
        yield event;
      }
      if (page.length === pageSize) continue;
      // What the filter left out need not be looked at again.
      after = Math.max(after, head);
      await awakener.wait(after, pollMs, signal);
    } catch (error) {
      if (!isLostConnection(error)) throw error;
      onError(error);
      await awakener.wait(Number.POSITIVE_INFINITY, pollMs, signal);
    }
  }
}

/** Whether the server, or the way to it, was lost: it is asked again, where any other error would come again. */
export function isLostConnection(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|57P)/.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  // Of the network, such as ECONNRESET; or in the words of pg, which gives it no code.
  return (
    'code' in error ||
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded)/.test(error.message)
  );
}
