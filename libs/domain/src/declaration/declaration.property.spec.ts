import { fold, toMoney, toMoneyJson } from '@corridor/kernel';
import fc from 'fast-check';
import {
  ADJUSTMENTS,
  type DeclarationEvent,
  declaration,
  type GoodsLine,
  INCOTERMS,
  type StatisticalLine,
  statisticalLines,
} from '../index.js';

const SEED = 20_260_302;
const currency = 'KZT';
const AT = '2026-03-02T10:00:00+05:00';
const money = (minor: bigint) => toMoneyJson({ minor, currency });
const minorOf = (amounts: readonly { readonly amount: string; readonly currency: string }[]) =>
  amounts.reduce((total, amount) => total + toMoney(amount).minor, 0n);

// Goods are worth more than all charges together on every line, so that every draw can be valued.
const lines = fc
  .array(
    fc.record({
      minor: fc.bigInt({ min: 10n ** 6n, max: 10n ** 12n }),
      hs6: fc.constantFrom('630260', '520100'),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) =>
    drawn.map(
      ({ minor, hs6 }, index): GoodsLine => ({
        lineNumber: index + 1,
        hs6,
        description: 'Goods',
        countryOfOrigin: 'PK',
        netMassKg: '1',
        quantity: '1',
        unit: 'KGM',
        value: money(minor),
      }),
    ),
  );
const charge = fc.bigInt({ min: 0n, max: 4n * 10n ** 5n }).map(money);
const goods = fc.record({ lines, charges: fc.record({ freight: charge, insurance: charge }) });
const flow = fc.constantFrom('import' as const, 'export' as const);
const rule = fc.constantFrom(...INCOTERMS);
const rate = { usdPerUnit: '0.00193', date: '2026-03-02', source: 'central bank' };

it('statistical values sum to the invoice value and the charges exactly, and none is used up', () => {
  fc.assert(
    fc.property(goods, flow, rule, (drawn, direction, incoterm) => {
      const valuation = {
        ...drawn,
        flow: direction,
        incoterm: { rule: incoterm },
        countryOfDestination: 'KZ',
      };
      const { freight, insurance } = ADJUSTMENTS[direction][incoterm];
      const values = statisticalLines(valuation, rate).map(({ statisticalValue }) => statisticalValue);
      const charges =
        freight * toMoney(drawn.charges.freight).minor + insurance * toMoney(drawn.charges.insurance).minor;
      expect(minorOf(values)).toBe(minorOf(drawn.lines.map(({ value }) => value)) + charges);
      for (const value of values) expect(toMoney(value).minor > 0n).toBe(true);
    }),
    { seed: SEED },
  );
});

/** What an event adds to the figure of its month. */
function factsOf(event: DeclarationEvent): bigint {
  const usd = (counted: readonly StatisticalLine[]) =>
    minorOf(counted.map(({ statisticalValueUsd }) => statisticalValueUsd));
  if (event.type === 'DeclarationCleared') return usd(event.data.lines);
  if (event.type === 'DeclarationAmended') return usd(event.data.lines) - usd(event.data.replaced);
  return 0n;
}

it('an amendment and its way back net to zero, and each replaces exactly what stood', () => {
  fc.assert(
    fc.property(goods, goods, flow, rule, (first, second, direction, incoterm) => {
      const ids = { declarationId: 'd', consignmentId: 'c' };
      const history: DeclarationEvent[] = [
        {
          type: 'DeclarationLodged',
          occurredAt: AT,
          data: {
            ...ids,
            ...first,
            declarationNumber: '1',
            flow: direction,
            customsOffice: 'KZALA',
            reporter: 'KZ',
            acceptedOn: '2026-03-02',
            exporter: 'a',
            importer: 'b',
            countryOfConsignment: 'PK',
            countryOfDestination: 'UZ',
            procedure: { requested: direction === 'export' ? '10' : '40', previous: '00' },
            hsEdition: '2022',
            incoterm: { rule: incoterm, place: 'Almaty' },
          },
        },
      ];
      const decide = (command: Parameters<typeof declaration.decide>[0]) =>
        history.push(...declaration.decide(command, fold(declaration, history)));
      const amend = (to: typeof first) =>
        decide({ type: 'AmendDeclaration', occurredAt: AT, data: { ...ids, ...to, reason: 'again' } });
      decide({ type: 'ClearDeclaration', occurredAt: AT, data: { ...ids, exchangeRate: rate } });
      amend(second);
      amend(first);
      const [, cleared, there, back] = history;
      if (cleared?.type !== 'DeclarationCleared') throw new Error('not cleared');
      if (there?.type !== 'DeclarationAmended' || back?.type !== 'DeclarationAmended')
        throw new Error('not amended');
      expect(there.data.replaced).toEqual(cleared.data.lines);
      expect(back.data.replaced).toEqual(there.data.lines);
      expect(back.data.lines).toEqual(cleared.data.lines);
      expect(factsOf(there) + factsOf(back)).toBe(0n);
    }),
    { seed: SEED },
  );
});
