import { fold } from '@corridor/kernel';
import fc from 'fast-check';
import { type RedFlagCommand, type RedFlagEvent, redFlag } from '../index.js';

const SEED = 20_261_127;
const AT = '2026-03-10T10:00:00+05:00';
const findings = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 12,
});
const raising = (evidence: readonly number[]): RedFlagCommand => ({
  type: 'RaiseRedFlag',
  occurredAt: AT,
  data: {
    flagId: 'f',
    kind: 'phantom-shipment',
    subject: { consignmentIds: ['c'] },
    reason: 'x',
    evidence: [...evidence].sort((a, b) => a - b),
    banks: [],
  },
});

it('told in any order, and again, a flag ends with the same evidence and says nothing twice', () => {
  fc.assert(
    fc.property(findings, fc.array(fc.nat(), { maxLength: 30 }), (found, picks) => {
      const told = [...picks.map((pick) => found[pick % found.length] ?? []), ...found].filter(
        (each) => each.length > 0,
      );
      const history: RedFlagEvent[] = [];
      for (const evidence of told) history.push(...redFlag.decide(raising(evidence), fold(redFlag, history)));
      const state = fold(redFlag, history);
      const all = [...new Set(found.flat())].sort((a, b) => a - b);
      expect(state).toMatchObject({ status: 'open', evidence: all });
      expect(history.filter(({ type }) => type === 'RedFlagRaised')).toHaveLength(1);
      // Each event brought something.
      expect(history.length).toBeLessThanOrEqual(all.length);
      for (const evidence of told) expect(redFlag.decide(raising(evidence), state)).toEqual([]);
    }),
    { seed: SEED, numRuns: 300 },
  );
});
