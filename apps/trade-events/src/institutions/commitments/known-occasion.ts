import type { CommitmentAnnounced, EngagementState, MeetingState } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../../aggregates.js';
import { nothingOf } from '../found.js';

type Occasion = CommitmentAnnounced['data']['occasion'];

/**
 * What an announcement says that it came of has to be in the ledger: else no forum and no meeting could be told what it led to.
 * @returns it with the engagement that its lead came of, also where the lead alone was named: what a forum led to counts all of its leads.
 * @throws ProblemError 404 `engagement-unknown`, `meeting-unknown`, `lead-unknown`; 409 `engagement-cancelled`, `meeting-cancelled`;
 *   422 `lead-of-another`, `occasion-differs`, `announced-before-occasion`.
 */
export async function knownOccasion(
  { engagements, meetings, leads }: Pick<TradeAggregates, 'engagements' | 'meetings' | 'leads'>,
  occasion: Occasion,
): Promise<Occasion> {
  const { engagementId, meetingId, leadId } = occasion;
  if (engagementId !== undefined) {
    const { terms } = takingPlace('engagement', (await engagements.load(engagementId)).state);
    checkThere(occasion, 'engagement', terms.startsOn, terms.kind);
  }
  if (meetingId !== undefined) {
    const { meeting } = takingPlace('meeting', (await meetings.load(meetingId)).state);
    checkThere(occasion, 'meeting', meeting.startsOn, 'commission-meeting');
  }
  if (leadId === undefined) return occasion;
  const { state } = await leads.load(leadId);
  if (state.status === 'unknown') throw nothingOf('lead', '/occasion/leadId');
  const { origin } = state.recorded;
  const itsOwn = 'engagementId' in origin ? origin.engagementId : undefined;
  if (engagementId === undefined || engagementId === itsOwn) {
    return { ...occasion, ...(itsOwn !== undefined && { engagementId: itsOwn }) };
  }
  const message = `The lead did not come of the engagement ${engagementId}: leave one of them out, or name the one that it came of.`;
  throw new ProblemError(422, 'lead-of-another', message, { pointer: '/occasion/leadId' });
}

/**
 * What is announced at an occasion is announced on its first day at the earliest, or trade from before it would be its fruit. What came of it may be announced
 * later, at another occasion of any kind.
 */
function checkThere(
  { kind, on, leadId }: Occasion,
  what: 'engagement' | 'meeting',
  startsOn: string,
  its: string,
): void {
  if (on < startsOn) {
    const message = `It begins on ${startsOn}: on ${on} nothing was announced there.`;
    throw new ProblemError(422, 'announced-before-occasion', message, { pointer: '/occasion/on' });
  }
  // A business meeting is none of the kinds of occasions.
  if (kind === its || kind === 'other' || leadId !== undefined || its === 'business-meeting') return;
  const message = `The ${what} is a ${its}, not a ${kind}: tell its kind, or "other".`;
  throw new ProblemError(422, 'occasion-differs', message, { pointer: '/occasion/kind' });
}

/** What is called off later takes no promise back: one look is enough. */
function takingPlace<State extends EngagementState | MeetingState>(
  kind: 'engagement' | 'meeting',
  state: State,
): Exclude<State, { status: 'unknown' }> {
  const pointer = `/occasion/${kind}Id`;
  if (!isKnown(state)) throw nothingOf(kind, pointer);
  if (state.status !== 'cancelled') return state;
  const message = `The ${kind} was cancelled: nothing is announced there. Name another one, or leave it out.`;
  throw new ProblemError(409, `${kind}-cancelled`, message, { pointer });
}

function isKnown<State extends EngagementState | MeetingState>(
  state: State,
): state is Exclude<State, { status: 'unknown' }> {
  return state.status !== 'unknown';
}
