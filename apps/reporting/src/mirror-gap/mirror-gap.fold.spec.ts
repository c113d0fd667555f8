import type { GoodsLine } from '@corridor/domain';
import { COTTON, split, WHOLE } from '../consignments/split-story.spec-kit.js';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { line, usd } from '../trade-story.spec-kit.js';
import { foldMirror, type MirrorEvent } from './mirror-gap.fold.js';
import {
  foldAll,
  gapOf,
  lineIn,
  mirrorEventsOf,
  noGoods,
  standingAt,
  sumsOf,
} from './mirror-gap.spec-kit.js';

const at = (day: string) => `${day}T10:00:00+05:00`;

type More = NonNullable<Parameters<Story['lodge']>[5]> & { readonly rate?: string };

/** Lodged and cleared on one day. */
function declared(
  story: Story,
  [id, of]: readonly [number, number],
  flow: 'export' | 'import',
  day: string,
  lines: readonly GoodsLine[],
  { rate = '1', ...more }: More = {},
): void {
  story.lodge(id, of, flow, lines, at(day), more);
  story.clear(id, day, at(day), rate);
}

const charges = (freight: string, insurance: string, currency = 'USD') => ({
  freight: { amount: freight, currency },
  insurance: { amount: insurance, currency },
});
const FOB = { incoterm: { rule: 'FOB', place: 'Karachi' } } as const;
const told = (tell: (story: Story) => void): Story => {
  const story = new Story();
  tell(story);
  return story;
};
const part = (of: GoodsLine, amount: string, kg: string): GoodsLine => ({
  ...of,
  netMassKg: kg,
  quantity: kg,
  value: usd(amount),
});

describe('of one line that both sides declare', () => {
  it('freight and insurance are what the charges make of either value, wherever the Incoterms rule has them', () => {
    // Delivered for 1,000.00: 200.00 of carriage lie behind the frontier of PK, and 50.00 of these behind that of KZ.
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [COTTON], { charges: charges('180.00', '20.00') });
      declared(story, [2, 9], 'import', '2026-01-30', [COTTON], { charges: charges('45.00', '5.00') });
    });
    expect(gapOf(foldAll(story))).toEqual({
      '2026-01 52': { exports: 800, imports: 950, freight_and_insurance: 150 },
    });
  });

  it('mixed causes are taken apart one behind the other, each with what those before it left', () => {
    // 100,000 rupees at 0.0036 are 360.00; with 10,000 of carriage 396.00; at 0.0035 385.00, which move to February and to chapter 54; there 402.50 are declared.
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [lineIn('PKR', 1, '520100', '100000.00')], {
        ...FOB,
        charges: charges('0', '0', 'PKR'),
        rate: '0.0036',
      });
      declared(story, [2, 9], 'import', '2026-02-10', [lineIn('PKR', 1, '540110', '105000.00')], {
        ...FOB,
        charges: charges('8000.00', '2000.00', 'PKR'),
        rate: '0.0035',
      });
    });
    const changes = foldAll(story);
    expect(gapOf(changes)).toEqual({
      '2026-01 52': { exports: 360, freight_and_insurance: 36, exchange_rate: -11, timing: -385 },
      '2026-02 52': { timing: 385, classification: -385 },
      '2026-02 54': { imports: 402.5, classification: 385, residual: 17.5 },
    });
    expect(sumsOf(standingAt(changes, 9))).toEqual({
      ...{ exports: 360, imports: 402.5, freight_and_insurance: 36, exchange_rate: -11, residual: 17.5 },
    });
  });

  it('in two currencies each charge goes by its own rate, and no exchange rate is made up', () => {
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [COTTON], FOB);
      declared(story, [2, 9], 'import', '2026-01-30', [lineIn('KZT', 1, '520100', '480000.00')], {
        ...FOB,
        charges: charges('50000.00', '0', 'KZT'),
        rate: '0.002',
      });
    });
    // 530,000 tenge are 1,060.00, 100.00 of them carriage; what is left is 40.00 less than was exported.
    expect(gapOf(foldAll(story))).toEqual({
      '2026-01 52': { exports: 1000, imports: 1060, freight_and_insurance: 100, residual: -40 },
    });
  });

  it('another origin, or another destination, moves it to another pair of countries', () => {
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [line(1, '520100', '1000.00', 'CN')]);
      declared(story, [2, 9], 'import', '2026-01-30', [line(1, '520100', '1100.00', 'CN')]);
      declared(story, [3, 8], 'export', '2026-01-20', [COTTON], { countryOfDestination: 'UZ' });
      declared(story, [4, 8], 'import', '2026-01-30', [COTTON]);
    });
    const changes = foldAll(story);
    expect(gapOf(changes)).toEqual({ '2026-01 52': { exports: 1000, imports: 1000 } });
    // The causes of the one, −1,000.00, are as large as those of the other.
    expect(
      standingAt(changes, 99).map(({ exporter, importer, partner }) => [exporter, importer, partner]),
    ).toEqual([
      ['PK', 'KZ', '-100000'],
      ['CN', 'KZ', '100000'],
      ['PK', 'UZ', '-100000'],
      ['PK', 'KZ', '100000'],
    ]);
    expect(gapOf(changes, 'CN KZ')).toEqual({
      '2026-01 52': { imports: 1100, partner: 1000, residual: 100 },
    });
  });

  it('what it weighs and costs more or less is left at the end', () => {
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [COTTON]);
      declared(story, [2, 9], 'import', '2026-01-30', [part(COTTON, '400.00', '40')]);
    });
    expect(gapOf(foldAll(story))).toEqual({ '2026-01 52': { exports: 1000, imports: 400, residual: -600 } });
  });

  it('whose charges an amendment of old did not tell has its carriage in what is left', () => {
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [COTTON], { charges: charges('200.00', '0') });
      declared(story, [2, 9], 'import', '2026-01-30', [COTTON]);
      story.correct(1, [line(1, '520100', '900.00')], at('2026-02-01'));
    });
    const events = mirrorEventsOf(story).map((event): MirrorEvent => {
      if (event.type !== 'DeclarationAmended') return event;
      const { declared: _, ...data } = event.data;
      return { ...event, data };
    });
    expect(gapOf(foldMirror(events, noGoods()).shares)).toEqual({
      '2026-01 52': { exports: 900, imports: 1000, residual: 100 },
    });
    expect(gapOf(foldAll(story))).toEqual({ '2026-01 52': { exports: 900, imports: 1000, residual: 100 } });
  });
});

describe('as things are told', () => {
  it('one side alone is a cause until the other side tells of it', () => {
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [COTTON, line(2, '300490', '50.00')]);
      declared(story, [2, 9], 'import', '2026-02-10', [COTTON]);
    });
    const changes = foldAll(story);
    const drugs = { '2026-01 30': { exports: 50, one_side_only: -50 } };
    expect(gapOf(changes, 'PK KZ', 2)).toEqual({
      ...drugs,
      '2026-01 52': { exports: 1000, one_side_only: -1000 },
    });
    expect(gapOf(changes)).toEqual({
      ...drugs,
      '2026-01 52': { exports: 1000, timing: -1000 },
      '2026-02 52': { imports: 1000, timing: 1000 },
    });
    // The line that nothing more was told of stands as it stood.
    expect(changes.filter(({ share }) => share.line_number === 2)).toHaveLength(1);
  });

  it('an amendment tells the pair anew, with the events behind it', () => {
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [COTTON]);
      declared(story, [2, 9], 'import', '2026-01-30', [COTTON]);
      story.correct(1, [line(1, '520100', '900.00')], at('2026-02-01'));
    });
    const changes = foldAll(story);
    expect(gapOf(changes, 'PK KZ', 4)).toEqual({ '2026-01 52': { exports: 1000, imports: 1000 } });
    expect(gapOf(changes)).toEqual({ '2026-01 52': { exports: 900, imports: 1000, residual: 100 } });
    const [first, second] = changes.slice(-2);
    expect(first).toMatchObject({ isTakenOut: true, share: { position: 4, until_position: 5 } });
    expect(second?.share).toMatchObject({ position: 5, export_position: 5, import_position: 4 });
  });

  it('what is taken back or called off leaves the other side alone, and what was called off is told no more', () => {
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [COTTON]);
      declared(story, [2, 9], 'import', '2026-01-30', [COTTON]);
      story.invalidate(1, at('2026-02-01'));
      story.declare(8, [COTTON], at('2026-01-01'));
      declared(story, [3, 8], 'export', '2026-01-20', [line(1, '300490', '70.00')]);
      story.cancel(8, at('2026-02-02'));
      story.correct(3, [line(1, '300490', '80.00')], at('2026-02-03'));
    });
    expect(gapOf(foldAll(story))).toEqual({ '2026-01 52': { imports: 1000, one_side_only: 1000 } });
  });

  it('temporary movements, and exports that end where they began, are on no side', () => {
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [COTTON], {
        procedure: { requested: '23', previous: '00' },
      });
      declared(story, [3, 9], 'export', '2026-01-20', [line(2, '520100', '1.00')], {
        countryOfDestination: 'PK',
      });
    });
    expect(standingAt(foldAll(story), 99)).toEqual([]);
  });

  it('goods that come back are no mirror of their own export', () => {
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [COTTON]);
      declared(story, [2, 9], 'import', '2026-03-30', [COTTON], { reporter: 'PK', customsOffice: 'PKKHI' });
    });
    const changes = foldAll(story);
    expect(gapOf(changes)).toEqual({ '2026-01 52': { exports: 1000, one_side_only: -1000 } });
    expect(standingAt(changes, 99)).toHaveLength(1);
  });
});

describe('where several declarations tell of one line', () => {
  it('each is shared among those of the other side by net mass, to the last cent', () => {
    // Of 100 kg for 1,000.01, a third and two thirds were imported: 333.34 (the larger remainder) for 350.00 in January, and 666.67 for 700.00 in February.
    const story = told((story) => {
      declared(story, [1, 9], 'export', '2026-01-20', [part(COTTON, '1000.01', '100')]);
      declared(story, [2, 9], 'import', '2026-01-30', [part(COTTON, '350.00', '20')]);
      declared(story, [3, 9], 'import', '2026-02-10', [part(COTTON, '700.00', '40')]);
    });
    const changes = foldAll(story);
    expect(gapOf(changes)).toEqual({
      '2026-01 52': { exports: 1000.01, imports: 350, timing: -666.67, residual: 16.66 },
      '2026-02 52': { imports: 700, timing: 666.67, residual: 33.33 },
    });
  });

  it('of a whole that was split, each part has its share of what was declared of the whole, and what was declared of itself', () => {
    const story = told((story) => {
      story.declare(WHOLE, [COTTON, line(2, '300490', '250.00')], at('2026-01-01'));
      declared(story, [2, WHOLE], 'export', '2026-01-20', [COTTON, line(2, '300490', '250.00')]);
      story.dispatch(WHOLE, at('2026-01-21'));
      split(story, []);
      declared(story, [17, 7], 'import', '2026-04-10', [part(COTTON, '510.00', '50')]);
      declared(story, [18, 8], 'import', '2026-05-10', [part(COTTON, '520.00', '50')]);
    });
    const changes = foldAll(story);
    const january = { '2026-01 30': { exports: 250, one_side_only: -250 } };
    expect(gapOf(changes)).toEqual({
      ...january,
      '2026-01 52': { exports: 1000, timing: -1000 },
      '2026-04 52': { imports: 510, timing: 500, residual: 10 },
      '2026-05 52': { imports: 520, timing: 500, residual: 20 },
    });
    const own = standingAt(changes, 99).map((row) => [row.consignment_id, row.line_number, row.month]);
    expect(own.sort()).toEqual([
      [uuid(7), 1, '2026-01-01'],
      [uuid(7), 1, '2026-04-01'],
      [uuid(8), 1, '2026-01-01'],
      [uuid(8), 1, '2026-05-01'],
      [uuid(8), 2, '2026-01-01'],
    ]);
    // The whole is told as its parts from the split on; what it comes to does not change by that.
    const splitAt = mirrorEventsOf(story).find(({ type }) => type === 'ConsignmentSplit')?.position ?? 0;
    expect(gapOf(changes, 'PK KZ', splitAt)).toEqual(gapOf(changes, 'PK KZ', splitAt - 1));
  });
});
