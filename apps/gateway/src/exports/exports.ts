import { bankOf, checkSeesEvents } from '../access/rights.js';
import { clockAt } from '../calendar/local-day.js';
import { firstDay, lastDay } from '../calendar/month.js';
import { monthsByClock } from '../calendar/months-by-clock.js';
import { checkpointDwellFigure } from '../corridor/checkpoint-dwell.figure.js';
import { DWELL_VISITS_SQL, type DwellVisitRow } from '../corridor/checkpoint-dwell.sql.js';
import { money, usd } from '../graphql/money.type.js';
import { daysHeldFigure } from '../holds/days-held.figure.js';
import { secondsOf } from '../holds/days-held.js';
import { heldParameters } from '../holds/days-held-reader.js';
import { HELD_SHARES_SQL, type HeldShareRow } from '../holds/held-shares.sql.js';
import { commitmentFunnelFigure } from '../institutions/commitments/commitment-funnel.figure.js';
import { openObligationsFigure } from '../payments/payments.figures.js';
import { bilateralTradeFigure } from '../trade/bilateral-trade.figure.js';
import { definition, type ExportDefinition, type ExportQuestion } from './export-definition.js';
import {
  COMMITMENT_ROWS_SQL,
  type CommitmentRow,
  OBLIGATION_ROWS_SQL,
  type ObligationRow,
  TRADE_ROWS_SQL,
  type TradeRow,
} from './exports.sql.js';

const all =
  (check: typeof checkSeesEvents): ExportDefinition['allow'] =>
  (caller) => {
    check(caller);
    return undefined;
  };

const days = ({ from, to }: ExportQuestion) => [firstDay(from), lastDay(to)];

const trade = definition<TradeRow>({
  name: 'trade',
  figure: bilateralTradeFigure,
  needs: ['trade-facts', 'official-trade'],
  isOfPair: true,
  allow: all(checkSeesEvents),
  statement: ({ reporter, partner, from, to, asOf }) => ({
    sql: TRADE_ROWS_SQL,
    values: [reporter, partner, firstDay(from), firstDay(to), asOf],
  }),
  columns: [
    ...[
      'position',
      'fact',
      'month',
      'acceptedOn',
      'flow',
      'hs6',
      'sector',
      'countryOfOrigin',
      'countryOfConsignment',
    ],
    ...[
      'customsOffice',
      'consignmentId',
      'declarationId',
      'lineNumber',
      'netMassKg',
      'valueUsd',
      'correction',
      'monthStatus',
    ],
  ],
  cells: (row, { statusOf }) => [
    ...[Number(row.position), row.fact, row.month, row.accepted_on, row.flow, row.hs6, row.sector],
    ...[row.country_of_origin, row.country_of_consignment, row.customs_office || null, row.consignment_id],
    ...[row.declaration_id, row.line_number, row.net_mass_kg, usd(BigInt(row.cents)).amount, row.correction],
    statusOf?.(row.month) ?? null,
  ],
});

const commitments = definition<CommitmentRow>({
  name: 'commitments',
  figure: commitmentFunnelFigure,
  needs: ['commitment-realisation'],
  isOfPair: false,
  allow: all(checkSeesEvents),
  statement: (question) => ({ sql: COMMITMENT_ROWS_SQL, values: [question.asOf, ...days(question)] }),
  columns: [
    ...[
      'position',
      'fact',
      'commitmentId',
      'title',
      'sector',
      'ofServices',
      'announcedOn',
      'stage',
      'day',
      'causePosition',
    ],
    ...['usd', 'jobs', 'unvaluedLines', 'status'],
  ],
  cells: (row) => [
    ...[
      Number(row.position),
      row.fact,
      row.commitment_id,
      row.title,
      row.sector,
      row.of_services,
      row.announced_on,
      row.stage,
    ],
    ...[row.on_day, Number(row.cause_position), usd(BigInt(row.cents)).amount, row.jobs, row.unvalued_lines],
    row.status,
  ],
});

const holds = definition<HeldShareRow>({
  name: 'holds',
  figure: daysHeldFigure,
  needs: ['holds'],
  isOfPair: false,
  allow: all(checkSeesEvents),
  statement: ({ from, to, asOf, asOfMs }) => {
    const of = { asOf: { position: asOf, ms: asOfMs }, occurredUntil: null, reporter: null };
    // Behind the first position, without a limit.
    return { sql: HELD_SHARES_SQL, values: [...heldParameters({ from, to, ...of }), 0, null] };
  },
  columns: [
    ...[
      'placedPosition',
      'declarationId',
      'holdId',
      'consignmentId',
      'office',
      'reason',
      'liftableBy',
      'placedAt',
    ],
    ...['endedAt', 'endedBy', 'secondsOfShare'],
  ],
  cells: (row) => [
    ...[
      Number(row.placed_position),
      row.declaration_id,
      row.hold_id,
      row.consignment_id,
      row.office,
      row.reason,
    ],
    ...[row.liftable_by, clockAt(row.office, Number(row.placed_ms))],
    ...[row.ended_ms === null ? null : clockAt(row.office, Number(row.ended_ms)), row.ended_by],
    secondsOf(BigInt(row.share_ms)),
  ],
});

const visits = definition<DwellVisitRow>({
  name: 'visits',
  figure: checkpointDwellFigure,
  needs: ['visits'],
  isOfPair: false,
  allow: all(checkSeesEvents),
  statement: ({ from, to, asOf }) => {
    const { clocks, begins, ends } = monthsByClock(from, to);
    const bounds = [Math.min(...begins), Math.max(...ends)];
    // To every place, behind the first position, without a limit.
    return { sql: DWELL_VISITS_SQL, values: [clocks, begins, ends, asOf, ...bounds, null, 0, 0, null] };
  },
  columns: [
    'position',
    'within',
    'consignmentId',
    'location',
    'standing',
    'arrivedAt',
    'departedAt',
    'seconds',
  ],
  cells: ({ location, standing, arrived_ms, departed_ms, ...row }) => {
    const at = (ms: string | null) => (ms === null ? null : clockAt(location, Number(ms)));
    const isWhole = standing === 'complete' && arrived_ms !== null && departed_ms !== null;
    return [
      ...[Number(row.from_position), row.within, row.consignment_id, location, standing],
      ...[at(arrived_ms), at(departed_ms)],
      isWhole ? secondsOf(BigInt(departed_ms) - BigInt(arrived_ms)) : null,
    ];
  },
});

const obligations = definition<ObligationRow>({
  name: 'obligations',
  figure: openObligationsFigure,
  needs: ['payments'],
  isOfPair: false,
  allow: bankOf,
  statement: (question) => ({
    sql: OBLIGATION_ROWS_SQL,
    values: [question.asOf, question.bank, ...days(question)],
  }),
  columns: [
    ...['position', 'obligationId', 'invoiceId', 'consignmentId', 'creditorBank', 'termsStartedOn', 'dueOn'],
    ...['currency', 'amount', 'settled', 'outstanding', 'withdrawn'],
  ],
  cells: (row) => {
    const amount = (minor: string) => money(minor, row.currency).amount;
    const open = row.withdrawn ? 0n : BigInt(row.minor) - BigInt(row.settled_minor);
    return [
      ...[Number(row.position), row.obligation_id, row.invoice_id, row.consignment_id, row.creditor_bank],
      ...[row.terms_started_on, row.due_on, row.currency, amount(row.minor), amount(row.settled_minor)],
      ...[amount(String(open > 0n ? open : 0n)), row.withdrawn],
    ];
  },
});

/** What can be had row by row: a further one is a line here. */
export const EXPORTS: readonly ExportDefinition[] = [trade, commitments, holds, visits, obligations];
