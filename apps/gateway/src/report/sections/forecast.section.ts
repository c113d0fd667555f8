import { tradeForecastFigure } from '../../targets/forecast/trade-forecast.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { count, month, ratioColumn, text, usdAmount } from '../report.js';
import type { ReportSection } from '../report-question.js';
import { words } from '../words.js';

const QUERY = `query ($reporter: CountryCode!, $partner: CountryCode!, $asOf: Position!) {
  tradeForecast(reporter: $reporter, partner: $partner, asOf: $asOf) {
    method reason total ${MONEY} low ${MONEY} high ${MONEY} note coverage coverageOrigins origins historyFrom historyTo historyMonths provisional
    months { month total ${MONEY} } methods { method mase meanAbsoluteError ${MONEY} }
  }
}`;

interface Answer {
  readonly tradeForecast: {
    readonly method: string | null;
    readonly reason: string | null;
    readonly total: Amount | null;
    readonly low: Amount | null;
    readonly high: Amount | null;
    readonly note: string | null;
    readonly coverage: string | null;
    /** How many trials had a range to lie in. */
    readonly coverageOrigins: number;
    readonly origins: number;
    readonly historyFrom: string | null;
    readonly historyTo: string | null;
    readonly historyMonths: number;
    readonly provisional: readonly string[];
    readonly months: readonly { readonly month: string; readonly total: Amount }[];
    readonly methods: readonly {
      readonly method: string;
      readonly mase: string | null;
      readonly meanAbsoluteError: Amount;
    }[];
  };
}

export const forecastSection: ReportSection = {
  id: 'forecast',
  title: 'Forecast of the next twelve months',
  figures: [tradeForecastFigure],
  needs: ['trade-facts', 'official-trade'],
  async read({ ask }) {
    const { tradeForecast: forecast } = await ask<Answer>(QUERY);
    const { method, total } = forecast;
    if (method === null || total === null) {
      return { tables: [], notes: [forecast.reason ?? 'There is no forecast.'] };
    }
    return {
      tables: [
        {
          id: 'forecast',
          title: 'The sum, with its method and its 80 % range',
          columns: [
            text('Method'),
            usdAmount('Forecast'),
            usdAmount('Low'),
            usdAmount('High'),
            ratioColumn('Within the range'),
            count('Trials with a range'),
            count('Trials'),
            month('Known from'),
            month('Known to'),
          ],
          rows: [
            [
              words(method),
              total.amount,
              forecast.low?.amount ?? null,
              forecast.high?.amount ?? null,
              forecast.coverage,
              String(forecast.coverageOrigins),
              String(forecast.origins),
              forecast.historyFrom,
              forecast.historyTo,
            ],
          ],
          total: null,
        },
        {
          id: 'forecast-methods',
          title: 'How far off each method was, tried on what is known',
          columns: [
            text('Method'),
            { ...ratioColumn('Scaled error (MASE)'), kind: 'decimal' },
            usdAmount('Mean error of a sum'),
          ],
          rows: forecast.methods.map(({ method: of, mase, meanAbsoluteError }) => [
            words(of),
            mase,
            meanAbsoluteError.amount,
          ]),
          total: null,
        },
        {
          id: 'forecast-by-month',
          title: 'By month',
          columns: [month('Month'), usdAmount('Forecast')],
          rows: forecast.months.map((each) => [each.month, each.total.amount]),
          total: ['All months', total.amount],
        },
      ],
      notes: [
        ...(forecast.note === null ? [] : [forecast.note]),
        `It rests on ${forecast.historyMonths} months. ${provisionalInWords(forecast.provisional)}`,
      ],
    };
  },
};

function provisionalInWords(months: readonly string[]): string {
  if (months.length === 0) return 'No full month is provisional.';
  const are = months.length === 1 ? 'is' : 'are';
  return `${months.join(', ')} ${are} provisional, and ${are} forecast rather than counted.`;
}
