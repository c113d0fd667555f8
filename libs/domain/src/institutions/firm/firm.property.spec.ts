import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import { type FirmCommand, type FirmState, firm, legalForFirm } from '../../index.js';

const SEED = 20_261_128;
const participantId = 'a-firm';
const details = fc.record({
  name: fc.constantFrom('A', 'B'),
  country: fc.constant('UZ'),
  nationalIds: fc.constantFrom('123456789', '987654321').map((number) => [{ scheme: 'UZ-STIR', number }]),
  ownership: fc.constantFrom('state', 'private', 'mixed'),
  sectors: fc.constantFrom(['textiles'], ['leather', 'textiles']),
});
const reason = fc.constantFrom('x', 'y');
const command: fc.Arbitrary<FirmCommand> = fc
  .oneof(
    details.map((data) => ({ type: 'RegisterFirm', data })),
    fc.tuple(details, reason).map(([data, why]) => ({ type: 'ChangeFirm', data: { ...data, reason: why } })),
    reason.map((why) => ({ type: 'SuspendFirm', data: { reason: why } })),
    reason.map((why) => ({ type: 'ReinstateFirm', data: { reason: why } })),
  )
  .map(
    ({ type, data }) =>
      ({ type, occurredAt: '2026-03-01T10:00:00+05:00', data: { participantId, ...data } }) as FirmCommand,
  );

function outcome(asked: FirmCommand, state: FirmState): FirmState | 'illegal-step' {
  try {
    return firm.decide(asked, state).reduce(firm.evolve, state);
  } catch (error) {
    if (error instanceof Rejection && error.code === 'illegal-step') return 'illegal-step';
    throw error;
  }
}

it('is suspended with a reason or not at all, takes no step twice, and what is legal now is exactly what is taken', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 40 }), (commands) => {
      let state: FirmState = firm.initialState;
      for (const asked of commands) {
        const after = outcome(asked, state);
        // What changes something is taken where it is legal; what says what is so already changes nothing.
        if (after === 'illegal-step') expect(legalForFirm(state)).not.toContain(asked.type);
        else if (after !== state) expect(legalForFirm(state)).toContain(asked.type);
        met.add(`${state.status} ${asked.type} ${after === 'illegal-step' ? 'no' : 'yes'}`);
        if (after === 'illegal-step') continue;
        expect(firm.decide(asked, after)).toEqual([]);
        state = after;
        if (state.status !== 'unknown') {
          expect(state.suspension !== undefined).toBe(state.status === 'suspended');
        }
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
  for (const way of [
    'unknown SuspendFirm no',
    'registered SuspendFirm yes',
    'suspended ChangeFirm yes',
    'suspended SuspendFirm no',
    'suspended ReinstateFirm yes',
  ]) {
    expect(met).toContain(way);
  }
});
