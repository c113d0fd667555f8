import { goalIdOf } from '@corridor/contracts';
import {
  type GoalCommand,
  type GoalEvent,
  type GoalState,
  goal,
  type TargetCommand,
  type TargetEvent,
  type TargetSet,
  type TargetState,
  target,
} from '@corridor/domain';
import type { StreamAppend } from '@corridor/event-store';
import { Stream } from '../lives/stream.js';
import { MEETING_IDS } from './meetings.js';
import { ACTORS, type World } from './world.js';

const DEFINITION =
  'Exports and imports of goods in twelve full months, as the customs of the reporter count them: exports FOB-type, imports CIF-type, by origin';
const YEARS = 5;

type Pair = Pick<TargetSet['data'], 'targetId' | 'reporter' | 'partner'>;

/** A target, with the goals that it stands for. */
export class DemoTarget {
  private readonly stream: Stream<TargetCommand, TargetEvent, TargetState>;
  private readonly asSet: Stream<GoalCommand, GoalEvent, GoalState>;
  private readonly asRevised: Stream<GoalCommand, GoalEvent, GoalState>;

  constructor(private readonly pair: Pair) {
    this.stream = new Stream('target', pair.targetId, target, []);
    this.asSet = new Stream('goal', goalIdOf(pair), goal, []);
    this.asRevised = new Stream('goal', goalIdOf({ ...pair, definition: DEFINITION }), goal, []);
  }

  set(occurredAt: string, terms: Omit<TargetSet['data'], keyof Pair>): readonly StreamAppend[] {
    const { pair } = this;
    const taken = { goalId: goalIdOf(pair), ...pair };
    return appendsOf(
      this.asSet.decide({ type: 'TakeGoal', occurredAt, data: taken }),
      this.stream.decide({ type: 'SetTarget', occurredAt, data: { ...pair, ...terms } }),
    );
  }

  /** The fourth session names a day, a year to compare with and what counts; the amount stays. */
  revise(occurredAt: string): readonly StreamAppend[] {
    const { state } = this.stream;
    if (state.status === 'unknown') return [];
    const { targetId } = this.pair;
    const year = Number(occurredAt.slice(0, 4));
    const data = {
      targetId,
      yearlyAmount: state.target.yearlyAmount,
      dueOn: `${year + YEARS}-12-31`,
      baselineYear: year - 1,
      definition: DEFINITION,
      meetingId: MEETING_IDS.idOf('fourth'),
      source: 'Demo: protocol of session 12 of the Commission',
      reason: 'The target named no day, and no year that it is compared with',
    };
    const freed = { goalId: goalIdOf(this.pair), targetId };
    const taken = {
      goalId: goalIdOf({ ...this.pair, definition: DEFINITION }),
      ...this.pair,
      definition: DEFINITION,
    };
    return appendsOf(
      this.asSet.decide({ type: 'FreeGoal', occurredAt, data: freed }),
      this.asRevised.decide({ type: 'TakeGoal', occurredAt, data: taken }),
      this.stream.decide({ type: 'ReviseTarget', occurredAt, data }),
    );
  }
}

export function reviseTarget(world: World, of: DemoTarget, minutes: number): void {
  const revisedMs = world.at(0.678) + minutes * 60_000;
  world.say(revisedMs, ACTORS.commission, (occurredAt) => of.revise(occurredAt));
}

const appendsOf = (...appends: readonly (StreamAppend | undefined)[]): readonly StreamAppend[] =>
  appends.filter((append) => append !== undefined);
