import { goalIdOf } from '@corridor/contracts';
import type { GoalCommand, TargetSet } from '@corridor/domain';
import type { StreamAppend } from '@corridor/event-store';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';

type Told = Pick<TargetSet['data'], 'targetId' | 'reporter' | 'partner' | 'definition'>;

/**
 * What a target that is set or revised means for the goals that it stands for, beside its own events.
 * @param before as it was; `undefined` of one that is set.
 * @throws ProblemError 409 `target-stands` that names the target which stands for the same.
 */
export async function goalStreams(
  aggregates: Pick<TradeAggregates, 'goals' | 'targets'>,
  pool: Pick<pg.Pool, 'query'>,
  occurredAt: string,
  target: Told,
  before: Told | undefined,
): Promise<readonly StreamAppend[]> {
  const { goals } = aggregates;
  const { targetId, reporter, partner, definition } = target;
  const goalId = goalIdOf(target);
  const pointer = before ? '/definition' : '/targetId';
  const taken = await goals.load(goalId);
  const { targetId: standing } = taken.state;
  if (standing !== undefined && standing !== targetId) throw targetStands(standing, pointer);
  const wasGoal = before && goalIdOf(before);
  if (wasGoal !== goalId) await checkOlder(aggregates, pool, goalId, targetId, pointer);
  const taking: GoalCommand = {
    type: 'TakeGoal',
    occurredAt,
    data: { goalId, targetId, reporter, partner, ...(definition !== undefined && { definition }) },
  };
  const { append } = goals.decide(goalId, taking, taken);
  const freed: StreamAppend[] = [];
  if (wasGoal !== undefined && wasGoal !== goalId) {
    const freeing: GoalCommand = { type: 'FreeGoal', occurredAt, data: { goalId: wasGoal, targetId } };
    const { append: freeAppend } = goals.decide(wasGoal, freeing, await goals.load(wasGoal));
    if (freeAppend) freed.push(freeAppend);
  }
  return append ? [...freed, append] : freed;
}

/** A target of before there were goals has taken none: it is looked for among all targets, of which there are few. */
async function checkOlder(
  { targets }: Pick<TradeAggregates, 'targets'>,
  pool: Pick<pg.Pool, 'query'>,
  goalId: string,
  targetId: string,
  pointer: string,
): Promise<void> {
  const own = targets.streamOf('');
  // The log's own list: a read model that is made anew would tell of none.
  const { rows } = await pool.query<{ stream_id: string }>(
    'SELECT stream_id FROM read.streams WHERE stream_id LIKE $1 ORDER BY first_position',
    [`${own}%`],
  );
  for (const { stream_id } of rows) {
    const older = stream_id.slice(own.length);
    if (older === targetId) continue;
    const { state } = await targets.load(older);
    if (state.status === 'set' && goalIdOf(state.target) === goalId) throw targetStands(older, pointer);
  }
}

function targetStands(targetId: string, pointer: string): ProblemError {
  const message = `The target "${targetId}" stands for the same countries and definition: revise that one.`;
  return new ProblemError(409, 'target-stands', message, { pointer });
}
