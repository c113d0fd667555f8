import { validateEventData, versionToAppend } from '@corridor/contracts';
import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  legalForServiceContract,
  type ServiceContractCommand,
  type ServiceContractEvent,
  type ServiceContractState,
  serviceContract,
} from '../index.js';

const SEED = 20_261_127;
const serviceContractId = '0191d8c0-0000-8000-8000-000000000001';
const occurredAt = fc.integer({ min: 1, max: 9 }).map((day) => `2026-03-0${day}T10:00:00+05:00`);
const day = fc.integer({ min: 1, max: 9 }).map((number) => `2026-03-0${number}`);
const item = fc.constantFrom('SI2', 'SI21', 'SI22');
const terms = fc.record(
  {
    subject: fc.constantFrom('a', 'b'),
    startsOn: day,
    endsOn: day,
    value: fc.bigInt({ min: 0n, max: 9n }).map((amount) => ({ amount: String(amount), currency: 'USD' })),
  },
  { requiredKeys: ['subject'] },
);
const provider = { participantId: 'demo-soft', name: 'Demo Soft', country: 'PK' };
const customer = { participantId: 'demo-stores', name: 'Demo Stores', country: 'KZ' };
const of = { serviceContractId, reason: 'x' };
const commands = fc.array(
  fc.oneof(
    fc.tuple(occurredAt, terms, item).map(
      ([at, told, service]): ServiceContractCommand => ({
        type: 'RegisterServiceContract',
        occurredAt: at,
        data: { serviceContractId, contractNumber: '7', provider, customer, service, terms: told },
      }),
    ),
    fc.tuple(occurredAt, terms).map(
      ([at, told]): ServiceContractCommand => ({
        type: 'AmendServiceContract',
        occurredAt: at,
        data: { ...of, terms: told },
      }),
    ),
    fc.tuple(occurredAt, item).map(
      ([at, to]): ServiceContractCommand => ({
        type: 'ReclassifyServiceContract',
        occurredAt: at,
        data: { ...of, to },
      }),
    ),
    fc.tuple(occurredAt, day).map(
      ([at, completedOn]): ServiceContractCommand => ({
        type: 'CompleteServiceContract',
        occurredAt: at,
        data: { serviceContractId, completedOn },
      }),
    ),
    fc.tuple(occurredAt, day).map(
      ([at, terminatedOn]): ServiceContractCommand => ({
        type: 'TerminateServiceContract',
        occurredAt: at,
        data: { ...of, terminatedOn },
      }),
    ),
    occurredAt.map(
      (at): ServiceContractCommand => ({ type: 'WithdrawServiceContract', occurredAt: at, data: of }),
    ),
  ),
  { maxLength: 25 },
);

it('keeps to its contract, to what is legal and to a chain of items, and is told again without effect', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(commands, (sent) => {
      let state: ServiceContractState = serviceContract.initialState;
      let service: string | undefined;
      for (const command of sent) {
        let events: readonly ServiceContractEvent[];
        try {
          events = serviceContract.decide(command, state);
        } catch (error) {
          expect(error).toBeInstanceOf(Rejection);
          continue;
        }
        if (events.length > 0) expect(legalForServiceContract(state)).toContain(command.type);
        for (const event of events) {
          validateEventData(event.type, versionToAppend(event), event.data);
          seen.set(event.type, (seen.get(event.type) ?? 0) + 1);
          if (event.type === 'ServiceContractRegistered') service = event.data.service;
          if (event.type === 'ServiceContractReclassified') {
            expect(event.data.from).toBe(service);
            expect(event.data.to).not.toBe(service);
            service = event.data.to;
          }
          state = serviceContract.evolve(state, event);
        }
        if (state.status !== 'unknown') expect(state.service).toBe(service);
        expect(serviceContract.decide(command, state)).toEqual([]);
      }
    }),
    { seed: SEED, numRuns: 500 },
  );
  // Else the property would say little.
  expect([...seen.values()].filter((count) => count >= 10)).toHaveLength(6);
});
