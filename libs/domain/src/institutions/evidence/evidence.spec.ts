import { specOf } from '@corridor/testing';
import { type EvidenceEvent, evidence } from '../../index.js';

const occurredAt = '2026-03-02T10:00:00+05:00';
const { given } = specOf(evidence);
const of = (commitmentId: string, realisationId: string) => ({
  evidenceId: 'e',
  commitmentId,
  realisationId,
});
const using = (commitmentId: string, realisationId: string) =>
  ({ type: 'UseEvidence', occurredAt, data: { ...of(commitmentId, realisationId), sha256: 'a' } }) as const;
const freeing = (commitmentId: string, realisationId: string) =>
  ({ type: 'FreeEvidence', occurredAt, data: of(commitmentId, realisationId) }) as const;
const used = (commitmentId: string, realisationId: string): EvidenceEvent => ({
  ...using(commitmentId, realisationId),
  type: 'EvidenceUsed',
});
const freed = (commitmentId: string, realisationId: string): EvidenceEvent => ({
  ...freeing(commitmentId, realisationId),
  type: 'EvidenceFreed',
});

describe('a paper', () => {
  it('shows reports of one commitment, each told once', () => {
    given().when(using('a', '1')).thenEvents(used('a', '1'));
    given(used('a', '1')).when(using('a', '1')).thenEvents();
    given(used('a', '1')).when(using('a', '2')).thenEvents(used('a', '2'));
    given(used('a', '1'))
      .when(using('b', '3'))
      .thenRejected('evidence-used', { pointer: '/evidence/sha256' });
  });

  it('is free for another one once none of them stands', () => {
    given(used('a', '1'), used('a', '2'), freed('a', '1'))
      .when(using('b', '3'))
      .thenRejected('evidence-used', { pointer: '/evidence/sha256' });
    given(used('a', '1'), freed('a', '1')).when(using('b', '3')).thenEvents(used('b', '3'));
    given(used('a', '1')).when(freeing('a', '1')).thenEvents(freed('a', '1'));
    given().when(freeing('a', '1')).thenEvents();
  });
});
