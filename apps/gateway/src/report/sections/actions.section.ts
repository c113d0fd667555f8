import { MONEY } from '../money-cells.js';
import { day, type Row, text } from '../report.js';
import { allOf, type ReportSection } from '../report-question.js';

const FIGURE = `{ money ${MONEY} count unit }`;
const QUERY = `query ($asOf: Position!, $after: String) {
  actions(first: 500, after: $after, asOf: $asOf) {
    edges { node { task owner dueOn status figure direction before ${FIGURE} after ${FIGURE} moved } } pageInfo { hasNextPage endCursor }
  }
}`;

interface Figure {
  readonly money: { readonly amount: string } | null;
  readonly count: number | null;
  readonly unit: string;
}

interface Action {
  readonly task: string;
  readonly owner: string;
  readonly dueOn: string;
  readonly status: string;
  readonly figure: string | null;
  readonly direction: string | null;
  readonly before: Figure | null;
  readonly after: Figure | null;
  readonly moved: boolean | null;
}

interface Answer {
  readonly actions: {
    readonly edges: readonly { readonly node: Action }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

function shown(figure: Figure | null): string | null {
  return figure && `${figure.money?.amount ?? figure.count} ${figure.unit}`;
}

function rowOf(action: Action): Row {
  const { task, owner, dueOn, status, figure, direction, before, after, moved } = action;
  return [
    task,
    owner,
    dueOn,
    status,
    figure,
    direction,
    shown(before),
    shown(after),
    moved === null ? null : moved ? 'yes' : 'no',
  ];
}

export const actionsSection: ReportSection = {
  id: 'actions',
  title: 'What the Commission wants done',
  figures: [],
  needs: ['meetings'],
  async read({ ask }) {
    const actions = await allOf(async (after) => (await ask<Answer>(QUERY, { after })).actions);
    if (actions.length === 0) return { tables: [], notes: ['The Commission had assigned nothing.'] };
    return {
      tables: [
        {
          id: 'actions',
          title:
            'Actions of all its meetings as they stood at the position, in the order in which they were assigned',
          columns: [
            text('Task'),
            text('For'),
            day('By'),
            text('Status'),
            text('Figure that should move'),
            text('Which way'),
            text('When assigned'),
            text('When looked at last'),
            text('Moved'),
          ],
          rows: actions.map(rowOf),
          total: null,
        },
      ],
      notes: ['A figure is that of the day on which it was looked at, by the ledger or by the Commission.'],
    };
  },
};
