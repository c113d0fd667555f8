import { corridorRoutesFigure } from '../../corridor/corridor-routes.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { type Column, code, count, decimal, type Row, ratioColumn, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';
import { words } from '../words.js';

const GOODS = `n unvalued value ${MONEY} netMassKg meanDays p50Days p90Days`;
const SHARE = `${GOODS} valueShare massShare`;
const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  corridorRoutes(from: $from, to: $to, asOf: $asOf) {
    ${GOODS}
    byRoute { route isNorthern plan { days } daysAgainstNorthern ${SHARE} } ambiguous { ${GOODS} } none { ${GOODS} }
    byPort { port name ${SHARE} } byModes { modes ${SHARE} }
    northern { n valueShare massShare valueShareOff massShareOff valueShareKnown massShareKnown }
  }
}`;

interface Goods {
  readonly n: number;
  readonly unvalued: number;
  readonly value: Amount;
  readonly netMassKg: string;
  readonly meanDays: string | null;
  readonly p50Days: string | null;
  readonly p90Days: string | null;
}

interface Share extends Goods {
  readonly valueShare: string | null;
  readonly massShare: string | null;
}

interface Answer {
  readonly corridorRoutes: Goods & {
    readonly byRoute: readonly (Share & {
      readonly route: string;
      readonly isNorthern: boolean;
      readonly plan: { readonly days: string | null };
      readonly daysAgainstNorthern: string | null;
    })[];
    readonly ambiguous: Goods;
    readonly none: Goods;
    readonly byPort: readonly (Share & { readonly port: string; readonly name: string })[];
    readonly byModes: readonly (Share & { readonly modes: readonly string[] })[];
    readonly northern: {
      readonly n: number;
      readonly valueShare: string | null;
      readonly massShare: string | null;
      readonly valueShareOff: string | null;
      readonly massShareOff: string | null;
      readonly valueShareKnown: string | null;
      readonly massShareKnown: string | null;
    };
  };
}

const COLUMNS: readonly Column[] = [
  count('Consignments'),
  usdAmount('Value'),
  count('of unknown value'),
  decimal('Net mass', 'kg'),
  ratioColumn('Share of the value'),
  ratioColumn('Share of the mass'),
  decimal('Mean', 'days'),
  decimal('Half within', 'days'),
  decimal('Nine in ten within', 'days'),
];
const cellsOf = (goods: Goods, shares: Row): Row => [
  String(goods.n),
  goods.value.amount,
  String(goods.unvalued),
  goods.netMassKg,
  ...shares,
  goods.meanDays,
  goods.p50Days,
  goods.p90Days,
];
const shareCells = (share: Share): Row => cellsOf(share, [share.valueShare, share.massShare]);
/** Beside shares of the whole, what has none. */
const wholeCells = (goods: Goods): Row => cellsOf(goods, [null, null]);

export const routesSection: ReportSection = {
  id: 'routes',
  title: 'Routes, ports and modes by which goods came',
  figures: [corridorRoutesFigure],
  needs: ['visits', 'routes', 'goods-values'],
  async read({ ask, from, to }) {
    const { corridorRoutes: all } = await ask<Answer>(QUERY);
    const taken = all.byRoute.filter(({ n }) => n > 0);
    const { northern } = all;
    return {
      tables: [
        {
          id: 'routes',
          title: 'By route, the one with the most consignments first',
          columns: [
            text('Route'),
            text('Northern'),
            ...COLUMNS,
            decimal('Planned', 'days'),
            decimal('Against the northern ones', 'days'),
          ],
          rows: [
            ...taken.map((route) => [
              ...[route.route, route.isNorthern ? 'yes' : 'no', ...shareCells(route)],
              ...[route.plan.days, route.daysAgainstNorthern],
            ]),
            ['one of several', null, ...wholeCells(all.ambiguous), null, null],
            ['none that is known', null, ...wholeCells(all.none), null, null],
          ],
          total: ['All', null, ...wholeCells(all), null, null],
        },
        {
          id: 'northern-share',
          title: 'What was moved off the northern routes',
          columns: [
            text('Of the'),
            ratioColumn('By northern routes'),
            ratioColumn('By others, of what is known'),
            ratioColumn('Known'),
          ],
          rows: [
            ['value', northern.valueShare, northern.valueShareOff, northern.valueShareKnown],
            ['mass', northern.massShare, northern.massShareOff, northern.massShareKnown],
          ],
          total: null,
        },
        {
          id: 'routes-by-port',
          title: 'By port of the corridor; goods that were seen at two are in both',
          columns: [code('Port'), text('Name'), ...COLUMNS],
          rows: all.byPort.map((part) => [part.port, part.name, ...shareCells(part)]),
          total: null,
        },
        {
          id: 'routes-by-modes',
          title: 'By modes, in the order in which they were told',
          columns: [text('Modes'), ...COLUMNS],
          rows: all.byModes.map((part) => [
            part.modes.length === 0 ? 'not told' : part.modes.map(words).join(', '),
            ...shareCells(part),
          ]),
          total: ['All', ...wholeCells(all)],
        },
      ],
      notes: [
        `${monthsInWords(from, to)}: goods that were delivered in another country than the one where their way began. ${all.byRoute.length - taken.length} routes that are planned were taken by none of them.`,
        ...(all.n === 0
          ? ['No goods arrived from abroad in these months: no days and no shares can be told.']
          : []),
      ],
    };
  },
};
