import { servicesTradeFigure } from '../../services-trade/services-trade.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { code, month, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';

const SUMS = `exports ${MONEY} imports ${MONEY} total ${MONEY}`;
const QUERY = `query ($reporter: CountryCode!, $partner: CountryCode!, $from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  servicesTrade(reporter: $reporter, partner: $partner, from: $from, to: $to, asOf: $asOf) { ${SUMS} unconverted byService { service name ${SUMS} } }
  it: servicesTrade(reporter: $reporter, partner: $partner, from: $from, to: $to, asOf: $asOf, service: "SI") { ${SUMS} months { month ${SUMS} } }
}`;

interface Sums {
  readonly exports: Amount;
  readonly imports: Amount;
  readonly total: Amount;
}
interface Answer {
  readonly servicesTrade: Sums & {
    readonly unconverted: number;
    readonly byService: readonly (Sums & { readonly service: string; readonly name: string | null })[];
  };
  readonly it: Sums & { readonly months: readonly (Sums & { readonly month: string })[] };
}

const COLUMNS = [usdAmount('Exports'), usdAmount('Imports'), usdAmount('Total')];
const cells = ({ exports, imports, total }: Sums) => [exports.amount, imports.amount, total.amount];

/** Services stand on their own lines: no table of goods, and no target, has any of them. */
export const servicesSection: ReportSection = {
  id: 'services',
  title: 'Trade in services',
  figures: [servicesTradeFigure],
  needs: ['services-trade'],
  async read({ ask, from, to }) {
    const { servicesTrade, it } = await ask<Answer>(QUERY);
    const apart = 'Services are no part of trade in goods, nor of its targets.';
    if (servicesTrade.byService.length === 0) {
      return {
        tables: [],
        notes: [`Nothing was paid for services in these months (${monthsInWords(from, to)}). ${apart}`],
      };
    }
    return {
      tables: [
        {
          id: 'services-it',
          title: 'IT: telecommunications, computer and information services, by month',
          columns: [month('Month'), ...COLUMNS],
          rows: it.months.map((each) => [each.month, ...cells(each)]),
          total: ['All months', ...cells(it)],
        },
        {
          id: 'services-by-item',
          title: 'All services, by item of EBOPS 2010',
          columns: [code('Item'), text('Services'), ...COLUMNS],
          rows: servicesTrade.byService.map((each) => [each.service, each.name, ...cells(each)]),
          total: ['All items', null, ...cells(servicesTrade)],
        },
      ],
      notes: [
        `${monthsInWords(from, to)}, by the value dates of what banks say was paid under contracts of services. ${apart}`,
        ...(servicesTrade.unconverted === 0
          ? []
          : [
              `Of ${servicesTrade.unconverted} matches of credits with contracts something is not in the dollars, since nobody had a rate.`,
            ]),
      ],
    };
  },
};
