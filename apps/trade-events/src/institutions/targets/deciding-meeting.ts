import { ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../../aggregates.js';
import { nothingOf } from '../found.js';

const pointer = '/meetingId';

/**
 * The meeting that is said to have decided a target has met, and both countries were to be there: else the target names a decision that nobody finds.
 * @throws ProblemError 404 `meeting-unknown`; 409 `meeting-cancelled`, `meeting-not-opened`; 422 `meeting-of-others`.
 */
export async function checkDecidingMeeting(
  { meetings }: Pick<TradeAggregates, 'meetings'>,
  meetingId: string | undefined,
  { reporter, partner }: { readonly reporter: string; readonly partner: string },
): Promise<void> {
  if (meetingId === undefined) return;
  // What has met is never undone: one look is enough.
  const { state } = await meetings.load(meetingId);
  if (state.status === 'unknown') throw nothingOf('meeting', pointer);
  const { countries } = state.meeting;
  const absent = [reporter, partner].find((country) => !countries.includes(country));
  if (absent !== undefined) {
    const message = `The meeting is of ${countries.join(', ')}, not of ${absent}. Name the one that decided the target, or leave it out.`;
    throw new ProblemError(422, 'meeting-of-others', message, { pointer });
  }
  if (state.status === 'cancelled') {
    const message = 'The meeting was cancelled: it decided nothing. Name another one, or leave it out.';
    throw new ProblemError(409, 'meeting-cancelled', message, { pointer });
  }
  if (state.status === 'scheduled') {
    const message = 'The meeting has not been opened: it has decided nothing yet. Open it first.';
    throw new ProblemError(409, 'meeting-not-opened', message, { pointer });
  }
}
