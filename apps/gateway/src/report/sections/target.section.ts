import { targetProgressFigure } from '../../targets/target-progress.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { count, day, month, ratioColumn, type Table, text, usdAmount } from '../report.js';
import type { ReportSection } from '../report-question.js';

const QUERY = `query ($reporter: CountryCode!, $partner: CountryCode!, $asOf: Position!) {
  targetProgress(reporter: $reporter, partner: $partner, asOf: $asOf) {
    target { yearlyAmount ${MONEY} dueOn source } realised ${MONEY} months from to share runRate ${MONEY} growthNeeded
    baseline { year traded ${MONEY} months reason }
  }
}`;

interface Answer {
  readonly targetProgress: {
    readonly target: {
      readonly yearlyAmount: Amount;
      readonly dueOn: string | null;
      readonly source: string;
    } | null;
    readonly realised: Amount;
    readonly months: number;
    readonly from: string | null;
    readonly to: string | null;
    readonly share: string | null;
    readonly runRate: Amount | null;
    readonly growthNeeded: string | null;
    readonly baseline: {
      readonly year: number;
      readonly traded: Amount | null;
      readonly months: number;
      readonly reason: string | null;
    } | null;
  };
}

export const targetSection: ReportSection = {
  id: 'target',
  title: 'Progress towards the target',
  figures: [targetProgressFigure],
  needs: ['targets', 'trade-facts'],
  async read({ ask }) {
    const { targetProgress: progress } = await ask<Answer>(QUERY);
    const { target, months, baseline } = progress;
    const table: Table = {
      id: 'target',
      title: 'The last twelve full months against the target in force',
      columns: [
        usdAmount('Target a year'),
        day('To be reached by'),
        usdAmount('Realised'),
        month('From'),
        month('To'),
        count('Full months'),
        ratioColumn('Share of the target'),
        usdAmount('A year at the pace of the last 3 months'),
        ratioColumn('Growth needed a year'),
      ],
      rows: [
        [
          target?.yearlyAmount.amount ?? null,
          target?.dueOn ?? null,
          progress.realised.amount,
          progress.from,
          progress.to,
          String(months),
          progress.share,
          progress.runRate?.amount ?? null,
          progress.growthNeeded,
        ],
      ],
      total: null,
    };
    const compared: readonly Table[] = baseline
      ? [
          {
            id: 'target-baseline',
            title: 'The year that the target is compared with',
            columns: [text('Year'), usdAmount('Traded'), count('Full months')],
            rows: [[String(baseline.year), baseline.traded?.amount ?? null, String(baseline.months)]],
            total: null,
          },
        ]
      : [];
    return {
      tables: [table, ...compared],
      notes: [
        target
          ? `Source of the target: ${target.source}.`
          : 'No target has been set: nothing to measure against.',
        ...(months < 12
          ? [`The ledger has ${months} full months of history: what was realised is no full year.`]
          : []),
        ...(progress.runRate ? [] : ['Under three full months of history there is no pace to tell.']),
        ...(baseline?.reason ? [baseline.reason] : []),
      ],
    };
  },
};
