import type { TargetCommand, TargetEvent, TargetState } from '@corridor/domain';
import type { Stream } from '../lives/stream.js';
import { MEETING_IDS } from './meetings.js';
import { ACTORS, type World } from './world.js';

export type TargetStream = Stream<TargetCommand, TargetEvent, TargetState>;

const DEFINITION =
  'Exports and imports of goods in twelve full months, as the customs of the reporter count them: exports FOB-type, imports CIF-type, by origin';
const YEARS = 5;

/** The fourth session names a day, a year to compare with and what counts; the amount stays. */
export function reviseTarget(world: World, targetId: string, stream: TargetStream, minutes: number): void {
  const revisedMs = world.at(0.678) + minutes * 60_000;
  world.say(revisedMs, ACTORS.commission, (occurredAt) => {
    const { state } = stream;
    if (state.status === 'unknown') return undefined;
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
    return stream.decide({ type: 'ReviseTarget', occurredAt, data });
  });
}
