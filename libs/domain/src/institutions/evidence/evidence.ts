import { type Decider, never } from '@corridor/kernel';
import { refuse } from '../../checks.js';
import type { EvidenceCommand, EvidenceEvent } from './evidence.events.js';

export interface EvidenceState {
  readonly status: 'unused' | 'used';
  /** The commitment whose reports it shows. */
  readonly commitmentId?: string;
  /** Those reports: of its money, and of its jobs. */
  readonly realisations: readonly string[];
}

/** What a paper shows: reports of one commitment. Its own stream decides, whoever reports at once. */
export const evidence: Decider<EvidenceCommand, EvidenceEvent, EvidenceState> = {
  initialState: { status: 'unused', realisations: [] },
  decide,
  evolve,
};

function decide(command: EvidenceCommand, state: EvidenceState): readonly EvidenceEvent[] {
  const { occurredAt } = command;
  const { commitmentId, realisationId } = command.data;
  const isKnown = state.realisations.includes(realisationId);
  switch (command.type) {
    case 'UseEvidence':
      if (isKnown) return [];
      if (state.status === 'used' && state.commitmentId !== commitmentId) {
        const message = 'This paper shows what was reported of another commitment: a paper serves one.';
        refuse('evidence-used', message, '/evidence/sha256');
      }
      return [{ type: 'EvidenceUsed', occurredAt, data: command.data }];
    case 'FreeEvidence':
      return isKnown ? [{ type: 'EvidenceFreed', occurredAt, data: command.data }] : [];
    default:
      return never(command);
  }
}

function evolve(state: EvidenceState, event: EvidenceEvent): EvidenceState {
  const { commitmentId, realisationId } = event.data;
  switch (event.type) {
    case 'EvidenceUsed':
      return { status: 'used', commitmentId, realisations: [...state.realisations, realisationId] };
    case 'EvidenceFreed': {
      const realisations = state.realisations.filter((each) => each !== realisationId);
      return realisations.length > 0 ? { ...state, realisations } : evidence.initialState;
    }
    default:
      return never(event);
  }
}
