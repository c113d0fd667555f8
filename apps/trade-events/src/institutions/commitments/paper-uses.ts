import { derivedId } from '@corridor/contracts';
import type { CommitmentCommand, CommitmentState, EvidenceCommand } from '@corridor/domain';
import type { StreamAppend } from '@corridor/event-store';
import type { TradeAggregates } from '../../aggregates.js';

/**
 * What a report, or its end, means for the paper that shows it, beside the commitment's own events.
 * @throws Rejection `evidence-used` where the paper shows what was reported of another commitment.
 */
export async function paperStreams(
  { evidence }: Pick<TradeAggregates, 'evidence'>,
  command: CommitmentCommand,
  before: CommitmentState,
): Promise<readonly StreamAppend[]> {
  const ofPaper = commandFor(command, before);
  if (!ofPaper) return [];
  const { evidenceId } = ofPaper.data;
  const { append } = evidence.decide(evidenceId, ofPaper, await evidence.load(evidenceId));
  return append ? [append] : [];
}

function commandFor(command: CommitmentCommand, before: CommitmentState): EvidenceCommand | undefined {
  const { occurredAt } = command;
  if (command.type === 'ReportRealisation') {
    const { commitmentId, realisationId, evidence } = command.data;
    const { sha256 } = evidence;
    const data = { evidenceId: paperIdOf(sha256), sha256, commitmentId, realisationId };
    return { type: 'UseEvidence', occurredAt, data };
  }
  if (command.type !== 'RejectRealisation' && command.type !== 'RevokeRealisation') return undefined;
  const { commitmentId, realisationId } = command.data;
  const reports = before.status === 'unknown' ? [] : before.realisations;
  const report = reports.find((each) => each.realisationId === realisationId);
  if (!report) return undefined;
  const data = { evidenceId: paperIdOf(report.evidence.sha256), commitmentId, realisationId };
  return { type: 'FreeEvidence', occurredAt, data };
}

const paperIdOf = (sha256: string): string => derivedId('realisation-evidence', sha256);
