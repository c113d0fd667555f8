import { corridorCostsFigure } from '../../corridor/corridor-costs.figure.js';
import { corridorSpeedFigure } from '../../corridor/corridor-speed.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { amount, type Column, code, count, decimal, type Row, text, usdAmount } from '../report.js';
import { monthsInWords, type ReportSection } from '../report-question.js';
import { words } from '../words.js';
import { PAID, type Paid, paidCells } from './measured.js';

const SPEED = 'n incomplete anomalies withDelay { mean } withoutDelay { mean }';
const PLAN = 'plan { km days kmPerHour }';
const QUERY = `query ($from: YearMonth!, $to: YearMonth!, $asOf: Position!) {
  corridorSpeed(from: $from, to: $to, asOf: $asOf) {
    ${SPEED} ambiguous bySection { leaves enters mode ${PLAN} ${SPEED} } northern { route ${PLAN} ${SPEED} }
  }
  corridorCosts(from: $from, to: $to, asOf: $asOf) {
    ${PAID} unmeasured bySection { leaves enters mode km planned ${MONEY} ${PAID} } northern { route planned ${MONEY} ${PAID} }
  }
}`;

interface Speed {
  readonly n: number;
  readonly incomplete: number;
  readonly anomalies: number;
  readonly withDelay: { readonly mean: string | null };
  readonly withoutDelay: { readonly mean: string | null };
}

interface Planned {
  readonly plan: {
    readonly km: string | null;
    readonly days: string | null;
    readonly kmPerHour: string | null;
  };
}

interface SectionOfRoute {
  readonly leaves: string;
  readonly enters: string;
  readonly mode: string;
}

interface CostOf extends Paid {
  readonly planned: Amount | null;
}

interface Answer {
  readonly corridorSpeed: Speed & {
    readonly ambiguous: number;
    readonly bySection: readonly (SectionOfRoute & Planned & Speed)[];
    readonly northern: readonly (Planned & Speed & { readonly route: string })[];
  };
  readonly corridorCosts: Paid & {
    readonly unmeasured: number;
    readonly bySection: readonly (SectionOfRoute & CostOf & { readonly km: string })[];
    readonly northern: readonly (CostOf & { readonly route: string })[];
  };
}

const SECTION: readonly Column[] = [code('From'), code('To'), text('Mode')];
const sectionCells = ({ leaves, enters, mode }: SectionOfRoute): Row => [leaves, enters, words(mode)];
const ALL: Row = ['All', null, null];

const SPEEDS: readonly Column[] = [
  decimal('Distance planned', 'km'),
  decimal('Speed planned', 'km an hour'),
  count('Trips'),
  decimal('Speed with delay', 'km an hour'),
  decimal('Speed without delay', 'km an hour'),
  count('Incomplete'),
  count('Anomalies'),
];
const speedCells = ({ n, withDelay, withoutDelay, incomplete, anomalies }: Speed): Row => [
  String(n),
  withDelay.mean,
  withoutDelay.mean,
  String(incomplete),
  String(anomalies),
];

const COSTS: readonly Column[] = [
  amount('Planned'),
  code('Currency of the plan'),
  count('Trips with costs'),
  usdAmount('Paid for 20 t and 500 km'),
  usdAmount('Paid in all'),
  usdAmount('of this without a receipt'),
];
const plannedCells = ({ planned }: CostOf): Row => [planned?.amount ?? null, planned?.currency ?? null];

export const roadSection: ReportSection = {
  id: 'road',
  title: 'Speed and cost of the sections of the corridor, and the northern route beside them',
  figures: [corridorSpeedFigure, corridorCostsFigure],
  needs: ['visits', 'routes', 'transport-costs', 'goods-values'],
  async read({ ask, from, to }) {
    const { corridorSpeed: speed, corridorCosts: costs } = await ask<Answer>(QUERY);
    const gone = speed.bySection.filter(({ n, incomplete, anomalies }) => n + incomplete + anomalies > 0);
    const paid = costs.bySection.filter(({ n }) => n > 0);
    const isNorthernKnown = speed.northern.length > 0;
    return {
      tables: [
        {
          id: 'section-speeds',
          title: 'How fast goods went, by section and direction',
          columns: [...SECTION, ...SPEEDS],
          rows: gone.map((part) => [
            ...sectionCells(part),
            part.plan.km,
            part.plan.kmPerHour,
            ...speedCells(part),
          ]),
          total: [...ALL, null, null, ...speedCells(speed)],
        },
        {
          id: 'section-costs',
          title: 'What 20 t paid for 500 km, by section and direction',
          columns: [...SECTION, ...COSTS],
          rows: paid.map((part) => [...sectionCells(part), ...plannedCells(part), ...paidCells(part)]),
          total: [...ALL, null, null, ...paidCells(costs)],
        },
        ...(isNorthernKnown
          ? [
              {
                id: 'northern-speeds',
                title: 'The northern route beside them: how fast goods went over its sections',
                columns: [text('Route'), ...SPEEDS],
                rows: speed.northern.map((route) => [
                  route.route,
                  route.plan.km,
                  route.plan.kmPerHour,
                  ...speedCells(route),
                ]),
                total: null,
              },
              {
                id: 'northern-costs',
                title: 'The northern route beside them: what 20 t paid for 500 km of its sections',
                columns: [text('Route'), ...COSTS],
                rows: costs.northern.map((route) => [
                  route.route,
                  ...plannedCells(route),
                  ...paidCells(route),
                ]),
                total: null,
              },
            ]
          : []),
      ],
      notes: [
        `${monthsInWords(from, to)}, measured from trips; what is planned stands beside and is not measured. ${speed.bySection.length - gone.length} sections of plans were not gone in these months. ${speed.ambiguous} trips may be of more than one section and are out, and so are ${costs.unmeasured} costs of trips that cannot be measured.`,
        ...(isNorthernKnown ? [] : ['The ledger knows no plan of a northern route to hold beside them.']),
      ],
    };
  },
};
