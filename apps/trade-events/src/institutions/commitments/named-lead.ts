import type { CommitmentCommand, CommitmentState, LeadCommand } from '@corridor/domain';
import type { StreamAppend } from '@corridor/event-store';
import type { TradeAggregates } from '../../aggregates.js';

/** What a command to a commitment means for the lead that it names, beside the commitment's own events. */
export async function leadStreams(
  { leads }: Pick<TradeAggregates, 'leads'>,
  command: CommitmentCommand,
  before: CommitmentState,
): Promise<readonly StreamAppend[]> {
  const ofLead = commandFor(command, before);
  if (!ofLead) return [];
  const { leadId } = ofLead.data;
  const { append } = leads.decide(leadId, ofLead, await leads.load(leadId));
  return append ? [append] : [];
}

/** One that lapses, or is revised, still came of its lead. */
function commandFor(command: CommitmentCommand, before: CommitmentState): LeadCommand | undefined {
  const { occurredAt } = command;
  const { commitmentId } = command.data;
  if (command.type === 'AnnounceCommitment') {
    const { leadId } = command.data.occasion;
    return leadId === undefined
      ? undefined
      : { type: 'CommitLead', occurredAt, data: { leadId, commitmentId } };
  }
  if (command.type !== 'WithdrawCommitment' || before.status === 'unknown') return undefined;
  const { leadId } = before.occasion;
  return leadId === undefined
    ? undefined
    : { type: 'WithdrawLeadCommitment', occurredAt, data: { leadId, commitmentId } };
}
