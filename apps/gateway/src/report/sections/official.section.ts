import { officialTradeFigure } from '../../official-trade/official-trade.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { day, month, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';
import { words } from '../words.js';

const QUERY = `query ($reporter: CountryCode!, $partner: CountryCode!, $from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  officialTrade(reporter: $reporter, partner: $partner, from: $from, to: $to, asOf: $asOf) {
    months { period flow source status publishedOn downloadedOn total ${MONEY} }
  }
  bilateralTrade(reporter: $reporter, partner: $partner, from: $from, to: $to, asOf: $asOf) {
    months { month exports ${MONEY} reExports ${MONEY} imports ${MONEY} }
  }
}`;

interface Answer {
  readonly officialTrade: {
    readonly months: readonly {
      readonly period: string;
      readonly flow: string;
      readonly source: string;
      readonly status: string;
      readonly publishedOn: string | null;
      readonly downloadedOn: string;
      readonly total: Amount | null;
    }[];
  };
  readonly bilateralTrade: {
    readonly months: readonly {
      readonly month: string;
      readonly exports: Amount;
      readonly reExports: Amount;
      readonly imports: Amount;
    }[];
  };
}

const SOURCES: Readonly<Record<string, string>> = { UN_COMTRADE: 'UN Comtrade' };

/** Which figure of the ledger stands beside a flow; re-imports have none. */
const BESIDE: Readonly<Record<string, 'exports' | 'reExports' | 'imports'>> = {
  EXPORT: 'exports',
  RE_EXPORT: 'reExports',
  IMPORT: 'imports',
};

export const officialSection: ReportSection = {
  id: 'official',
  title: 'Official statistics beside what the ledger counts',
  figures: [officialTradeFigure],
  needs: ['official-trade', 'trade-facts'],
  async read({ ask, from, to }) {
    const { officialTrade, bilateralTrade } = await ask<Answer>(QUERY);
    const told = officialTrade.months;
    if (told.length === 0) {
      return {
        tables: [],
        notes: [`No official statistics of these months have been loaded (${monthsInWords(from, to)}).`],
      };
    }
    const own = new Map(bilateralTrade.months.map((each) => [each.month, each]));
    return {
      tables: [
        {
          id: 'official',
          title: 'By month and flow',
          columns: [
            month('Month'),
            text('Flow'),
            text('Source'),
            text('Status'),
            day('Published'),
            day('Downloaded'),
            usdAmount('Official'),
            usdAmount('Ledger'),
          ],
          rows: told.map((each) => {
            const beside = BESIDE[each.flow];
            return [
              each.period,
              words(each.flow),
              SOURCES[each.source] ?? words(each.source),
              words(each.status),
              each.publishedOn,
              each.downloadedOn,
              each.total?.amount ?? null,
              (beside && own.get(each.period)?.[beside].amount) ?? null,
            ];
          }),
          total: null,
        },
      ],
      notes: [
        `${monthsInWords(from, to)}. What was not told is left out; nothing is added up from chapters or months.`,
      ],
    };
  },
};
