import { fold, Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import fc from 'fast-check';
import {
  availableOf,
  type GuaranteeCommand,
  type GuaranteeEvent,
  guarantee,
  isToBeMarked,
  legalForTransit,
  type TransitCommand,
  type TransitEvent,
  transit,
} from '../index.js';
import { opening } from './transit.spec-kit.js';

const SEED = 20_260_320;
const pkr = (minor: bigint) => toMoneyJson({ minor, currency: 'PKR' });
const START_MS = Date.parse('2026-03-01T05:00:00Z');
const at = (hours: number) => new Date(START_MS + hours * 3_600_000).toISOString();

const STEPS = [
  'open',
  'pass',
  'amiss',
  'extend',
  'mark',
  'terminate',
  'call',
  'discharge',
  'cancel',
] as const;
const step = fc.record({
  do: fc.constantFrom(...STEPS),
  of: fc.constantFrom('a', 'b', 'c'),
  amount: fc.bigInt({ min: 1n, max: 300n }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function commandOf({ do: what, of: transitId, amount }: Step, hour: number): TransitCommand {
  const occurredAt = at(hour);
  const reason = 'x';
  switch (what) {
    case 'open': {
      const times = { itinerary: [], dueBy: at(hour + 4) };
      const data = { ...opening, ...times, transitId, guaranteeId: 'g', dutyAtRisk: pkr(amount) };
      return { type: 'OpenTransit', occurredAt, data };
    }
    case 'pass':
      return {
        type: 'RecordPassage',
        occurredAt,
        data: { transitId, location: 'PKTOR', movement: 'left' },
      };
    case 'amiss':
      return { type: 'RecordIrregularity', occurredAt, data: { transitId, code: 'other', note: 'x' } };
    case 'extend':
      return { type: 'ExtendTransit', occurredAt, data: { transitId, dueBy: at(hour + 6), reason } };
    case 'mark':
      return { type: 'MarkOverdue', occurredAt, data: { transitId } };
    case 'terminate':
      return { type: 'TerminateTransit', occurredAt, data: { transitId, office: 'KZALA' } };
    case 'call':
      return {
        type: 'CallGuaranteeOfTransit',
        occurredAt,
        data: { transitId, amount: pkr(amount), reason },
      };
    case 'discharge':
      return { type: 'DischargeTransit', occurredAt, data: { transitId } };
    case 'cancel':
      return { type: 'CancelTransit', occurredAt, data: { transitId, reason } };
  }
}

/** What the guarantee is asked beside, as the service does in the same append. */
function besideOf({ do: what, of: transitId, amount }: Step, hour: number): GuaranteeCommand | undefined {
  const occurredAt = at(hour);
  const ids = { guaranteeId: 'g', transitId };
  if (what === 'open') return { type: 'ReserveAmount', occurredAt, data: { ...ids, amount: pkr(amount) } };
  if (what === 'call') {
    return { type: 'CallGuarantee', occurredAt, data: { ...ids, amount: pkr(amount), reason: 'x' } };
  }
  if (what === 'discharge' || what === 'cancel') return { type: 'FreeAmount', occurredAt, data: ids };
  return undefined;
}

it('what transits say is reserved and called is what their guarantee says, and each is over once', () => {
  const done = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.bigInt({ min: 100n, max: 800n }),
      fc.array(step, { minLength: 20, maxLength: 60 }),
      (total, steps) => {
        const histories = new Map<string, TransitEvent[]>();
        const party = (participantId: string) => ({ participantId, name: participantId, country: 'PK' });
        const books: GuaranteeEvent[] = [
          {
            type: 'GuaranteeIssued',
            occurredAt: at(0),
            data: {
              guaranteeId: 'g',
              kind: 'insurance',
              reference: '1',
              guarantor: party('a'),
              principal: party('b'),
              amount: pkr(total),
              validFrom: '2026-01-01',
              validUntil: '2026-12-31',
            },
          },
        ];
        for (const [hour, each] of steps.entries()) {
          const history = histories.get(each.of) ?? [];
          const before = fold(transit, history);
          const command = commandOf(each, hour);
          const beside = besideOf(each, hour);
          try {
            // Both are decided before either is kept: one append.
            const events = transit.decide(command, before);
            const booked = beside ? guarantee.decide(beside, fold(guarantee, books)) : [];
            histories.set(each.of, [...history, ...events]);
            books.push(...booked);
            if (events.length > 0) done.set(each.do, (done.get(each.do) ?? 0) + 1);
            expect(legalForTransit(before)).toContain(command.type);
            if (command.type === 'MarkOverdue') {
              expect(events).toHaveLength(isToBeMarked(before, Date.parse(command.occurredAt)) ? 1 : 0);
            }
          } catch (error) {
            if (!(error instanceof Rejection)) throw error;
            const illegal = !legalForTransit(before).includes(command.type);
            expect(error.code === 'illegal-step').toBe(illegal);
          }
          const state = fold(guarantee, books);
          if (state.status === 'unknown') throw new Error('unknown');
          expect(availableOf(state)).toBeGreaterThanOrEqual(0n);
          let called = 0n;
          const open: { transitId: string; amount: bigint }[] = [];
          for (const [transitId, events] of histories) {
            const now = fold(transit, events);
            if (now.status === 'unknown') continue;
            called += now.called;
            if (now.reserved > 0n) open.push({ transitId, amount: now.reserved });
            const over = now.status === 'discharged' || now.status === 'cancelled';
            const freed = events.flatMap(({ data }) => ('freed' in data ? [toMoney(data.freed).minor] : []));
            expect(freed).toHaveLength(over ? 1 : 0);
            const duty = toMoney(now.opened.dutyAtRisk).minor;
            expect(now.reserved + now.called + (freed[0] ?? 0n)).toBe(duty);
          }
          expect(state.called).toBe(called);
          const byId = (a: { transitId: string }, b: { transitId: string }) =>
            a.transitId < b.transitId ? -1 : 1;
          expect([...state.reservations].sort(byId)).toEqual(open.sort(byId));
        }
      },
    ),
    { seed: SEED },
  );
  // Each way was gone: a property that met no call would say nothing of calls.
  for (const what of STEPS) expect(done.get(what) ?? 0).toBeGreaterThan(10);
});
