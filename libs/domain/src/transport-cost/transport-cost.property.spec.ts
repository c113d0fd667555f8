import { validateEventData, versionToAppend } from '@corridor/contracts';
import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  legalForTransportCost,
  type TransportCostCommand,
  type TransportCostEvent,
  type TransportCostState,
  transportCost,
} from '../index.js';

const ids = {
  costId: '0191d8a0-0000-8000-8000-000000000009',
  consignmentId: '0191d8a0-0000-7000-8000-000000000001',
};
const day = fc.integer({ min: 1, max: 9 }).map((number) => `2026-03-0${number}`);
const recording: fc.Arbitrary<TransportCostCommand> = fc
  .record({
    on: day,
    cents: fc.integer({ min: -20, max: 300 }),
    currency: fc.constantFrom('PKR', 'USD'),
    kind: fc.constantFrom('freight' as const, 'tolls' as const),
    to: fc.constantFrom('PKTOR', 'KZALA'),
    receipted: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map(({ on, cents, currency, kind, to, receipted }) => ({
    type: 'RecordTransportCost',
    occurredAt: `${on}T10:00:00+05:00`,
    data: {
      ...ids,
      reference: '7',
      kind,
      scope: { basis: 'section', from: 'PKTOR', to },
      amount: { amount: (cents / 100).toFixed(2), currency },
      ...(currency !== 'USD' && { exchangeRate: { usdPerUnit: '0.0036', date: on, source: 'sbp' } }),
      ...(receipted !== undefined && { receipted }),
      recordedBy: 'demo-carrier',
      exporter: 'demo-mills',
      importer: 'demo-stores',
    },
  }));
const withdrawing: fc.Arbitrary<TransportCostCommand> = day.map((on) => ({
  type: 'WithdrawTransportCost',
  occurredAt: `${on}T12:00:00+05:00`,
  data: { ...ids, reason: 'x' },
}));
const commands = fc.array(fc.oneof(recording, recording, withdrawing), { maxLength: 30 });

it('is told and withdrawn in turns, keeps to its contract, and is told again without effect', () => {
  let withdrawn = 0;
  fc.assert(
    fc.property(commands, (sent) => {
      let state: TransportCostState = transportCost.initialState;
      const types: TransportCostEvent['type'][] = [];
      for (const command of sent) {
        let events: readonly TransportCostEvent[];
        try {
          events = transportCost.decide(command, state);
        } catch (error) {
          expect(error).toBeInstanceOf(Rejection);
          continue;
        }
        if (events.length > 0) expect(legalForTransportCost(state)).toContain(command.type);
        for (const event of events) {
          validateEventData(event.type, versionToAppend(event), event.data);
          types.push(event.type);
          state = transportCost.evolve(state, event);
        }
        expect(transportCost.decide(command, state)).toEqual([]);
      }
      for (const [index, type] of types.entries())
        expect(type).toBe(index % 2 === 0 ? 'TransportCostRecorded' : 'TransportCostWithdrawn');
      withdrawn += types.filter((type) => type === 'TransportCostWithdrawn').length;
    }),
  );
  expect(withdrawn).toBeGreaterThan(20);
});
