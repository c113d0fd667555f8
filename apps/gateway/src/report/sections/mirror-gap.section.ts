import { mirrorGapFigure } from '../../mirror-gap/mirror-gap.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { month, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';
import { words } from '../words.js';

/** What the gap is made of, in the order in which it is taken apart. */
const CAUSES = [
  ['freightAndInsurance', 'freight and insurance'],
  ['exchangeRate', 'exchange rate'],
  ['timing', 'timing'],
  ['partner', 'partner'],
  ['classification', 'classification'],
  ['oneSideOnly', 'declared by one side only'],
  ['residual', 'residual: quantity and price'],
] as const;

const GAP = `fragment gap on MirrorGap {
  total { imports ${MONEY} exports ${MONEY} gap ${MONEY} causes { ${CAUSES.map(([name]) => `${name} ${MONEY}`).join(' ')} } }
  months { month gap ${MONEY} release { status } }
}`;
const QUERY = `query ($reporter: CountryCode!, $partner: CountryCode!, $from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  out: mirrorGap(exporter: $reporter, importer: $partner, from: $from, to: $to, asOf: $asOf) { ...gap }
  back: mirrorGap(exporter: $partner, importer: $reporter, from: $from, to: $to, asOf: $asOf) { ...gap }
}
${GAP}`;

interface Gap {
  readonly total: {
    readonly imports: Amount;
    readonly exports: Amount;
    readonly gap: Amount;
    readonly causes: Readonly<Record<(typeof CAUSES)[number][0], Amount>>;
  };
  readonly months: readonly {
    readonly month: string;
    readonly gap: Amount;
    readonly release: { readonly status: string };
  }[];
}

export const mirrorGapSection: ReportSection = {
  id: 'mirror-gap',
  title: 'What the two countries declare of the same goods',
  figures: [mirrorGapFigure],
  needs: ['mirror-gap', 'official-trade'],
  async read({ ask, reporter, partner, from, to }) {
    const { out, back } = await ask<{ readonly out: Gap; readonly back: Gap }>(QUERY);
    const ways = [`${reporter} to ${partner}`, `${partner} to ${reporter}`] as const;
    const row = (name: string, of: (gap: Gap) => Amount) => [name, of(out).amount, of(back).amount];
    const backIn = new Map(back.months.map((each) => [each.month, each.gap.amount]));
    return {
      tables: [
        {
          id: 'mirror-gap-by-cause',
          title: 'Imports of one side less exports of the other, by cause',
          columns: [text('Of it'), ...ways.map((way) => usdAmount(way))],
          rows: [
            row('imports declared (CIF)', ({ total }) => total.imports),
            row('exports declared (FOB)', ({ total }) => total.exports),
            row('gap', ({ total }) => total.gap),
            ...CAUSES.map(([name, inWords]) => row(inWords, ({ total }) => total.causes[name])),
          ],
          total: null,
        },
        {
          id: 'mirror-gap-by-month',
          title: 'Gap by month',
          columns: [month('Month'), ...ways.map((way) => usdAmount(way)), text('Status')],
          rows: out.months.map(({ month: of, gap, release }) => [
            of,
            gap.amount,
            backIn.get(of) ?? null,
            words(release.status),
          ]),
          total: null,
        },
      ],
      notes: [
        `${monthsInWords(from, to)}. The causes sum to the gap. What was declared in one country is among "declared by one side only" until it is declared in the other. The status of a month is that of the side that is less final.`,
      ],
    };
  },
};
