import { fold, Rejection, toMoneyJson } from '@corridor/kernel';
import fc from 'fast-check';
import { availableOf, type GuaranteeCommand, type GuaranteeEvent, guarantee, reservedOf } from '../index.js';

const SEED = 20_260_301;
const AT = '2026-03-01T10:00:00+05:00';
const guaranteeId = 'g';
const pkr = (minor: bigint) => toMoneyJson({ minor, currency: 'PKR' });
const minor = fc.bigInt({ min: 1n, max: 500n });
/** Few ids, so that commands come again and again. */
const transitId = fc.constantFrom('1', '2', '3', '4');

/** Seldom an expiry: behind it nothing is reserved any more. */
const step = fc.record({
  do: fc.oneof(
    { arbitrary: fc.constant('reserve' as const), weight: 12 },
    { arbitrary: fc.constant('free' as const), weight: 4 },
    { arbitrary: fc.constant('call' as const), weight: 4 },
    { arbitrary: fc.constant('top-up' as const), weight: 2 },
    { arbitrary: fc.constant('expire' as const), weight: 1 },
  ),
  transitId,
  amount: minor,
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function commandOf({ do: what, transitId: of, amount }: Step): GuaranteeCommand {
  const at = { occurredAt: AT };
  const ofTransit = { guaranteeId, transitId: of };
  switch (what) {
    case 'reserve':
      return { ...at, type: 'ReserveAmount', data: { ...ofTransit, amount: pkr(amount) } };
    case 'free':
      return { ...at, type: 'FreeAmount', data: ofTransit };
    case 'call':
      return { ...at, type: 'CallGuarantee', data: { ...ofTransit, amount: pkr(amount), reason: 'x' } };
    case 'top-up':
      return { ...at, type: 'TopUpGuarantee', data: { guaranteeId, amount: pkr(amount) } };
    case 'expire':
      return { type: 'ExpireGuarantee', occurredAt: '2027-01-01T00:00:00+05:00', data: { guaranteeId } };
  }
}

/** The books of a guarantee, kept a second way: every reservation by its transit, never a total. */
class Books {
  total: bigint;
  called = 0n;
  expired = false;
  readonly held = new Map<string, bigint>();

  constructor(
    total: bigint,
    private readonly carnet: boolean,
  ) {
    this.total = total;
  }

  get reserved(): bigint {
    return [...this.held.values()].reduce((a, b) => a + b, 0n);
  }

  /** Books a step. @returns the code of its refusal, where it has to be refused. */
  take({ do: what, transitId: of, amount }: Step): string | undefined {
    const held = this.held.get(of) ?? 0n;
    switch (what) {
      case 'reserve':
        if (this.expired) return 'guarantee-expired';
        if (held > 0n) return held === amount ? undefined : 'transit-reserved';
        if (this.carnet && this.held.size > 0) return 'carnet-in-use';
        if (this.reserved + this.called + amount > this.total) return 'guarantee-exhausted';
        this.held.set(of, amount);
        return undefined;
      case 'free':
        this.held.delete(of);
        return undefined;
      case 'call':
        if (amount > held) return 'call-exceeds-reservation';
        this.called += amount;
        if (amount === held) this.held.delete(of);
        else this.held.set(of, held - amount);
        return undefined;
      case 'top-up':
        if (this.carnet || this.expired) return 'illegal-step';
        this.total += amount;
        return undefined;
      case 'expire':
        this.expired = true;
        return undefined;
    }
  }
}

it('whatever is asked of it, reserved and called never pass the amount, and the books agree', () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 1_000n }),
      fc.boolean(),
      fc.array(step, { minLength: 20, maxLength: 40 }),
      (amount, carnet, steps) => {
        const party = (participantId: string) => ({ participantId, name: participantId, country: 'PK' });
        const history: GuaranteeEvent[] = [
          {
            type: 'GuaranteeIssued',
            occurredAt: AT,
            data: {
              guaranteeId,
              kind: carnet ? 'tir-carnet' : 'insurance',
              reference: '1',
              guarantor: party('a'),
              principal: party('b'),
              amount: pkr(amount),
              validFrom: '2026-01-01',
              validUntil: '2026-12-31',
            },
          },
        ];
        const books = new Books(amount, carnet);
        for (const each of steps) {
          const expected = books.take(each);
          let refusal: string | undefined;
          try {
            history.push(...guarantee.decide(commandOf(each), fold(guarantee, history)));
          } catch (error) {
            if (!(error instanceof Rejection)) throw error;
            refusal = error.code;
          }
          expect(refusal).toBe(expected);
          outcomes.set(refusal ?? each.do, (outcomes.get(refusal ?? each.do) ?? 0) + 1);
          const state = fold(guarantee, history);
          if (state.status === 'unknown') throw new Error('unknown');
          expect([reservedOf(state), state.called, state.total]).toEqual([
            books.reserved,
            books.called,
            books.total,
          ]);
          expect(availableOf(state)).toBeGreaterThanOrEqual(0n);
          const last = history.at(-1);
          if (last && 'available' in last.data) {
            expect(last.data.available).toEqual(pkr(books.total - books.called - books.reserved));
          }
        }
      },
    ),
    { seed: SEED },
  );
  // Each way was gone: a property that never met a bound would say nothing.
  for (const way of ['reserve', 'free', 'call', 'top-up', 'expire', 'guarantee-exhausted', 'carnet-in-use']) {
    expect(outcomes.get(way) ?? 0).toBeGreaterThan(10);
  }
});
