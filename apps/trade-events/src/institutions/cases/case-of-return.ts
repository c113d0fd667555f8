import { isOver } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import type { CaseCause } from './case-cause.js';
import { caseIdOf } from './case-id.js';

export interface CaseOfReturn {
  readonly caseId: string;
  /** Whether the debt has no case that it belongs to: it is one of its own. */
  readonly isNew: boolean;
  /** The cases of the debt, as streams with their versions. */
  readonly before: ReadonlyMap<string, number>;
}

/**
 * The case that a later return of a debt belongs to: the one that has it already, else the one that is not over, else the one that was not over as it came.
 * Where all of them had been closed by then, it is one of its own, the next of the debt, so that there is one at a time whoever brings it.
 */
export async function caseOfReturn(
  store: Pick<EventStore, 'readStream'>,
  cases: TradeAggregates['cases'],
  { kind, subject }: Pick<CaseCause, 'kind' | 'subject'>,
  position: number,
  client: pg.ClientBase,
): Promise<CaseOfReturn> {
  const before = new Map<string, number>();
  const known = [];
  for (let nth = 1; ; nth += 1) {
    const caseId = caseIdOf(kind, subject, '', nth);
    const streamId = cases.streamOf(caseId);
    const history = await store.readStream(streamId, { client });
    const last = history.at(-1);
    if (last) {
      const then = cases.stateOf(history.filter((event) => event.position < position));
      known.push({ caseId, state: cases.stateOf(history), then });
      before.set(streamId, last.version);
      continue;
    }
    const its =
      known.find(({ state }) => 'causes' in state && state.causes.includes(position)) ??
      known.find(({ state }) => !isOver(state)) ??
      known.find(({ then }) => then.status !== 'unknown' && !isOver(then));
    return its ? { caseId: its.caseId, isNew: false, before } : { caseId, isNew: true, before };
  }
}
