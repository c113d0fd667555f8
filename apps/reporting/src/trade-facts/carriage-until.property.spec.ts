import { CARRIAGE_CUTS, carriageKey, wayTaken } from '@corridor/domain';
import { gateOf, isPort } from '@corridor/reference-data';
import fc from 'fast-check';
import { cellId } from '../cells/cells.fold.js';
import { Story } from '../story.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';
import { foldCarriage } from './carriage.fold.js';
import type { CarriageEvent } from './movements.fold.js';
import { TRADE_CELLS, type TradeCell } from './trade-cells.fold.js';
import { foldTrade, type TradeEvent, type TradeFact } from './trade-facts.fold.js';
import { carriageEventsOf, cellsBy, NOTHING, tradeEventsOf, UNCARRIED } from './trade-facts.spec-kit.js';

const COTTON = [line(1, '520100', '1000.00')];
const FEWER = [line(1, '520100', '900.00')];
const PLACES = ['PKKHI', 'PKTOR', 'AFRKH', 'AFHRT', 'UZTER', 'KZALA'] as const;
const MODES = ['road', 'sea', 'rail'] as const;
const day = fc.integer({ min: 1, max: 20 });
const at = (of: number, hour: number) =>
  `2026-01-${String(of).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+05:00`;

const step = fc.record({
  what: fc.constantFrom(
    'scan',
    'scan',
    'scan',
    'wrong scan',
    'change',
    'correct',
    'import',
    'plan',
    'revise',
  ),
  place: fc.constantFrom(...PLACES),
  mode: fc.constantFrom(...MODES),
  day,
});
const life = fc.record({
  cleared: day,
  dispatched: day,
  isEarly: fc.boolean(),
  steps: fc.array(step, { maxLength: 9 }),
});

/** Events are told in any order of their days: what is told of one is told as it may be, late or early. */
function storyOf(lives: readonly (typeof life extends fc.Arbitrary<infer Value> ? Value : never)[]): Story {
  const told = new Story();
  const legs = [{ from: 'PKKHI', to: 'KZALA', mode: 'road', borderPoints: ['PKTOR', 'AFRKH'] }] as const;
  const onwards = [{ ...legs[0], borderPoints: ['PKTOR', 'AFRKH', 'AFHRT', 'UZTER'] }];
  let plans = 0;
  lives.forEach((each, index) => {
    const id = 10 * (index + 1);
    told.declare(id, COTTON, at(1, 1));
    const clear = () => {
      told.lodge(id + 1, id, 'export', COTTON, at(1, 2));
      told.clear(id + 1, '2026-01-01', at(each.cleared, 10));
    };
    if (!each.isEarly) clear();
    told.dispatch(id, at(each.dispatched, 11));
    if (each.isEarly) clear();
    let carrier: (typeof MODES)[number] = 'road';
    let imports = 0;
    let instant = 0;
    let changed = each.dispatched;
    for (const { what, place, mode, day: drawn } of each.steps) {
      instant += 1;
      // Of goods on their way nothing is told of a day before they left, and of what carries them nothing before it was told last.
      const of = what === 'change' ? Math.max(drawn, changed) : Math.max(drawn, each.dispatched);
      const when = `2026-01-${String(of).padStart(2, '0')}T12:00:${String(instant).padStart(2, '0')}+05:00`;
      switch (what) {
        case 'scan':
          told.checkpoint(id, when, place);
          break;
        case 'wrong scan': {
          told.checkpoint(id, when, place);
          const data = { location: place, movement: 'arrived', seenAt: when, reason: 'x' } as const;
          told.step(id, at(Math.min(of + 3, 28), 13), { type: 'WithdrawCheckpoint', data });
          break;
        }
        case 'change':
          if (mode === carrier) break;
          told.step(id, when, {
            type: 'TransloadConsignment',
            data: { location: place, from: carrier, to: mode },
          });
          carrier = mode;
          changed = of;
          break;
        case 'correct':
          told.correct(id + 1, FEWER, at(Math.max(of, each.cleared), 14));
          break;
        case 'import':
          if (imports > 0) break;
          imports += 1;
          told.lodge(id + 2, id, 'import', COTTON, at(1, 3));
          told.clear(id + 2, '2026-01-01', at(of, 15));
          break;
        case 'plan':
        case 'revise': {
          plans += 1;
          const data = { routeId: `route-${plans}`, name: 'x', legs: what === 'plan' ? legs : onwards };
          told.road({ type: 'DefineRoute', occurredAt: when, data });
        }
      }
    }
  });
  return told;
}

const lives = fc.array(life, { minLength: 1, maxLength: 3 });
type Sums = Readonly<Record<string, string>>;

/** What cells by carriage come to; what comes to nothing is left out. */
function folded(trade: readonly TradeEvent[], carriage: readonly CarriageEvent[]): Sums {
  const { changes } = foldCarriage(carriage, foldTrade(trade, NOTHING).facts, UNCARRIED);
  const last = new Map<string, TradeCell>();
  for (const cell of cellsBy(changes)) last.set(cellId(TRADE_CELLS, cell), cell);
  return Object.fromEntries(
    [...last]
      .filter(([, { exports, imports }]) => exports !== '0' || imports !== '0')
      .map(([id, { exports, imports }]) => [id, `${exports} ${imports}`]),
  );
}

it('what is kept of movements and plans tells, for any position and instant, where the facts up to both are', () => {
  fc.assert(
    fc.property(lives, fc.nat(), fc.integer({ min: 0, max: 29 }), (told, one, untilDay) => {
      const story = storyOf(told);
      const [trade, carriage] = [tradeEventsOf(story), carriageEventsOf(story)];
      const facts = foldTrade(trade, NOTHING).facts;
      const { movements, plans } = foldCarriage(carriage, facts, UNCARRIED);
      const all = [...trade, ...carriage];
      const position = all[one % all.length]?.position ?? 0;
      const untilMs = Date.parse('2026-01-01T00:00:00+05:00') + untilDay * 86_400_000;
      const counts = (told: number, instant: string | number) =>
        told <= position && new Date(instant).getTime() <= untilMs;
      const known = {
        isPort,
        gateOf,
        plans: plans
          .filter((plan) => counts(plan.position, plan.occurred_at))
          .map((plan) => ({ ...plan, routeId: plan.route_id })),
      };
      const sums = new Map<string, { exports: bigint; imports: bigint }>();
      const add = (fact: TradeFact) => {
        const own = movements.filter((each) => each.consignmentId === fact.consignment_id);
        const way = wayTaken(own.filter((each) => counts(each.position, each.occurredAt)));
        const goods = { ...fact, countryOfConsignment: fact.country_of_consignment };
        for (const cut of CARRIAGE_CUTS) {
          const key = carriageKey(cut, goods, way, known);
          const id = cellId(TRADE_CELLS, { ...fact, cut, key });
          const sum = sums.get(id) ?? { exports: 0n, imports: 0n };
          sum[fact.flow === 'export' ? 'exports' : 'imports'] += BigInt(fact.value_usd_cents);
          sums.set(id, sum);
        }
      };
      for (const fact of facts) if (counts(fact.position, fact.occurred_at)) add(fact);
      const worked = Object.fromEntries(
        [...sums]
          .filter(([, { exports, imports }]) => exports !== 0n || imports !== 0n)
          .map(([id, { exports, imports }]) => [id, `${exports} ${imports}`]),
      );
      const happened = <Event extends { readonly position: number; readonly occurredAt: string }>(
        events: readonly Event[],
      ) => events.filter((e) => e.position <= position && Date.parse(e.occurredAt) <= untilMs);
      expect(worked).toEqual(folded(happened(trade), happened(carriage)));
    }),
    { numRuns: 300 },
  );
});
