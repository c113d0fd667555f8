import type { CommitmentAnnounced } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../../aggregates.js';
import { nothingOf } from '../found.js';

/**
 * What an announcement says that it came of has to be in the ledger: else no forum and no meeting could be told what it led to.
 * @throws ProblemError 404 `engagement-unknown`, `meeting-unknown`, `lead-unknown`; 422 `lead-of-another`.
 */
export async function checkOccasion(
  { engagements, meetings, leads }: Pick<TradeAggregates, 'engagements' | 'meetings' | 'leads'>,
  { engagementId, meetingId, leadId }: CommitmentAnnounced['data']['occasion'],
): Promise<void> {
  if (engagementId !== undefined && (await engagements.load(engagementId)).state.status === 'unknown') {
    throw nothingOf('engagement', '/occasion/engagementId');
  }
  if (meetingId !== undefined && (await meetings.load(meetingId)).state.status === 'unknown') {
    throw nothingOf('meeting', '/occasion/meetingId');
  }
  if (leadId === undefined) return;
  const { state } = await leads.load(leadId);
  if (state.status === 'unknown') throw nothingOf('lead', '/occasion/leadId');
  const { origin } = state.recorded;
  if (engagementId === undefined || ('engagementId' in origin && origin.engagementId === engagementId))
    return;
  const message = `The lead did not come of the engagement ${engagementId}: leave one of them out, or name the one that it came of.`;
  throw new ProblemError(422, 'lead-of-another', message, { pointer: '/occasion/leadId' });
}
