import { commitmentFunnelFigure } from '../../institutions/commitments/commitment-funnel.figure.js';
import { type Amount, MONEY } from '../money-cells.js';
import { type Column, count, day, type Row, ratioColumn, type Table, text, usdAmount } from '../report.js';
import { allOf, type ReportSection } from '../report-question.js';
import { words } from '../words.js';

const STAGES = `stages { promised ${MONEY} contracted ${MONEY} shipped ${MONEY} cleared ${MONEY} delivered ${MONEY} deliveredUncleared ${MONEY} paid ${MONEY} deliveredShare }`;
const PART = `name commitments fulfilled lapsed withdrawn ${STAGES}`;
const QUERY = `query ($asOf: Position!, $after: String) {
  commitmentFunnel(asOf: $asOf) {
    total { ${PART} } services { ${PART} } bySector { ${PART} }
    commitments(first: 500, after: $after) {
      edges { node { title sector ofServices status announcedOn dueOn stuckBefore daysSinceProgress ${STAGES} } } pageInfo { hasNextPage endCursor }
    }
  }
}`;

interface Stages {
  readonly promised: Amount;
  readonly contracted: Amount;
  readonly shipped: Amount;
  readonly cleared: Amount;
  readonly delivered: Amount;
  readonly deliveredUncleared: Amount;
  readonly paid: Amount;
  readonly deliveredShare: string | null;
}

interface Part {
  readonly name: string;
  readonly commitments: number;
  readonly fulfilled: number;
  readonly lapsed: number;
  readonly withdrawn: number;
  readonly stages: Stages;
}

interface Answer {
  readonly commitmentFunnel: {
    readonly total: Part;
    readonly services: Part;
    readonly bySector: readonly Part[];
    readonly commitments: {
      readonly edges: readonly {
        readonly node: {
          readonly title: string;
          readonly sector: string;
          readonly ofServices: boolean;
          readonly status: string;
          readonly announcedOn: string;
          readonly dueOn: string | null;
          readonly stuckBefore: string | null;
          readonly daysSinceProgress: number;
          readonly stages: Stages;
        };
      }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

const STAGE_COLUMNS: readonly Column[] = [
  usdAmount('Promised'),
  usdAmount('Contracted'),
  usdAmount('Shipped'),
  usdAmount('Cleared'),
  usdAmount('Delivered'),
  usdAmount('Delivered, not cleared'),
  usdAmount('Paid'),
  ratioColumn('Delivered of promised'),
];

const stageCells = (stages: Stages): Row => [
  stages.promised.amount,
  stages.contracted.amount,
  stages.shipped.amount,
  stages.cleared.amount,
  stages.delivered.amount,
  stages.deliveredUncleared.amount,
  stages.paid.amount,
  stages.deliveredShare,
];

const partRow = (name: string, part: Part): Row => [
  name,
  ...[part.commitments, part.fulfilled, part.lapsed, part.withdrawn].map(String),
  ...stageCells(part.stages),
];

/** How the funnel names a sector of services, which it keeps apart from goods of the same sector. */
const OF_SERVICES = 'services: ';

/** Sectors of goods or of services, which add up to what stands below them. */
function sectorsTable(id: string, title: string, parts: readonly Part[], total: Row): Table {
  const columns = [
    text('Sector'),
    count('Commitments'),
    count('Fulfilled'),
    count('Lapsed'),
    count('Withdrawn'),
    ...STAGE_COLUMNS,
  ];
  const rows = parts.map((part) => partRow(words(part.name.replace(OF_SERVICES, '')), part));
  return { id, title, columns, rows, total };
}

export const commitmentsSection: ReportSection = {
  id: 'commitments',
  title: 'What was promised, and what came of it',
  figures: [commitmentFunnelFigure],
  needs: ['commitment-realisation'],
  async read({ ask }) {
    let parts: Pick<Answer['commitmentFunnel'], 'total' | 'services' | 'bySector'> | undefined;
    const commitments = await allOf(async (after) => {
      const { commitmentFunnel } = await ask<Answer>(QUERY, { after });
      parts ??= commitmentFunnel;
      return commitmentFunnel.commitments;
    });
    if (!parts || commitments.length === 0) {
      return { tables: [], notes: ['No commitment had been announced.'] };
    }
    const isOfServices = ({ name }: Part) => name.startsWith(OF_SERVICES);
    const services = parts.bySector.filter(isOfServices);
    const goods = parts.bySector.filter((part) => !isOfServices(part));
    return {
      tables: [
        sectorsTable('commitments-by-sector', 'Goods by sector', goods, partRow('All goods', parts.total)),
        ...(services.length > 0
          ? [
              sectorsTable(
                'commitments-of-services',
                'Services by sector, which are in no figure of goods',
                services,
                partRow('All services', parts.services),
              ),
            ]
          : []),
        {
          id: 'commitments',
          title: 'One by one, in the order of their announcement',
          columns: [
            text('Commitment'),
            text('Sector'),
            text('Status'),
            day('Announced'),
            day('Due'),
            text('Stuck before'),
            count('Days since progress'),
            ...STAGE_COLUMNS,
          ],
          rows: commitments.map((each) => [
            each.title,
            words(each.sector) + (each.ofServices ? ' (services)' : ''),
            each.status,
            each.announcedOn,
            each.dueOn,
            each.stuckBefore === null ? null : words(each.stuckBefore),
            String(each.daysSinceProgress),
            ...stageCells(each.stages),
          ]),
          total: null,
        },
      ],
      notes: [
        'In US dollars at the rate of the day of the announcement. What lapsed or was withdrawn stays in what was promised. Stages need not shrink: an advance is paid before goods are shipped.',
        'Delivered is what customs cleared of it. What reached its consignees and of which no clearance is known stands beside it, in no part of it.',
      ],
    };
  },
};
