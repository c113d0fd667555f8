import { addMeeting } from '../institutions/meetings/meeting.spec-kit.js';
import { addCommitment } from '../spec-kit/commitment-rows.js';
import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { addHold } from '../spec-kit/hold-rows.js';
import { addMirrorPair, fillMirrorCells } from '../spec-kit/mirror-rows.js';
import { addCredit, addFact, addObligation, idOf } from '../spec-kit/payment-rows.js';
import { addPublication } from '../spec-kit/publication-rows.js';
import { addServiceContract, addServicePayment } from '../spec-kit/service-payment-rows.js';
import { addCorridorToReport } from './report-corridor.spec-kit.js';

/** The position that the meeting pinned, recorded on 13 March 2026, 13:00 in Islamabad: the months are March 2025 to February 2026. */
export const PINNED = 20;
export const MEETING = idOf(1);
/** A title that a page, a sheet and a spreadsheet have to take for words. */
export const ODD_TITLE = `=1+1 <b>"Towels" & Cotton, Қазақстан</b>`;

/**
 * | event | what                                                                                   |
 * | ----- | -------------------------------------------------------------------------------------- |
 * | 2     | the target: 1,000.00 a year by 13 March 2030                                           |
 * | 3     | PK exports textiles for 300.00 in January; imports medicines for 70.00 in February      |
 * | 4     | re-exports for 50.50 in February; KZ imports those of January for 320.00, 15.00 of it freight |
 * | 5 to 7 | a promise of 900.00, of which 100.00 was delivered, and 25.00 more uncleared          |
 * | 7, 8  | a hold at Karachi of 36 hours on 2 February                                             |
 * | 9     | visits at Torkham of 2 h and of 5 h, and one without a departure                         |
 * | 10    | 500.00 owed, due on 1 March, paid on 3 March after 30 days                              |
 * | 11    | 800.00 owed, due on 10 March, not paid                                                  |
 * | 12    | official exports of January: 290.00                                                    |
 * | 13    | an action for the ministry                                                             |
 * | 15, 16 | a promise of services of 400.00, of which 200.00 is contracted                        |
 */
export async function startReportWorld(): Promise<FilledLedger> {
  const ledger = await startFilledLedger();
  for (let event = 1; event <= 6; event += 1) await ledger.event({ recordedAt: '2026-03-12T08:00:00Z' });
  await ledger.insert('reporting.targets', {
    ...{ generation: 1, target_id: 'pk-kz', position: 2, reporter: 'PK', partner: 'KZ', demo: false },
    ...{ yearly_amount_cents: 100_000, source: 'the two presidents', due_on: '2030-03-13' },
  });
  await ledger.fact({ position: 3, month: '2026-01', flow: 'export', cents: 30_000n });
  const medicines = { hs6: '300490', sector: 'pharmaceuticals' };
  await ledger.fact({ position: 3, month: '2026-02', flow: 'import', cents: 7_000n, ...medicines });
  const bearings = { origin: 'CN', hs6: '848210', sector: 'consumer-goods' };
  await ledger.fact({ position: 4, month: '2026-02', flow: 'export', cents: 5_050n, ...bearings });
  const other = { reporter: 'KZ', partner: 'PK' };
  await ledger.fact({ position: 4, month: '2026-01', flow: 'import', cents: 32_000n, ...other });
  const sums = { exports: 30_000, imports: 32_000, freight_and_insurance: 1_500, residual: 500 };
  await addMirrorPair(ledger, {
    ...{ known: [4], consignment: 1, exported: 3, imported: 4 },
    places: [['2026-01', '62', sums]],
  });
  await fillMirrorCells(ledger);
  await addCommitment(ledger, {
    id: idOf(31),
    position: 5,
    of: { title: ODD_TITLE, announced_on: '2025-12-01' },
    stages: [
      ['promised', 90_000],
      ['delivered', 10_000],
      ['delivered-uncleared', 2_500],
    ],
  });
  await addCommitment(ledger, {
    id: idOf(32),
    position: 15,
    of: { title: 'Software', announced_on: '2026-01-10', sector: 'it', of_services: true },
    stages: [
      ['promised', 40_000],
      ['contracted', 20_000],
    ],
  });
  const recorded = ['2026-03-12T09:00:00Z', '2026-03-12T09:00:00Z'] as const;
  await addHold(ledger, {
    consignment: 1,
    from: '2026-02-02T00:00:00+05:00',
    to: '2026-02-03T12:00:00+05:00',
    recorded,
  });
  while ((await ledger.event({ recordedAt: '2026-03-13T08:00:00Z' })) < PINNED);
  await addVisit(ledger, 1, ['2026-02-02T10:00:00+05:00', '2026-02-02T12:00:00+05:00']);
  await addVisit(ledger, 2, ['2026-02-03T10:00:00+05:00', '2026-02-03T15:00:00+05:00']);
  await addVisit(ledger, 3, ['2026-02-04T10:00:00+05:00', null]);
  await addObligation(ledger, {
    id: 41,
    position: 10,
    minor: 50_000,
    startedOn: '2026-01-16',
    dueOn: '2026-02-13',
  });
  await addCredit(ledger, { id: 51, position: 10, minor: 50_000, valueDate: '2026-02-15' });
  await addFact(ledger, [10, 51, 41, 50_000]);
  await addObligation(ledger, {
    id: 42,
    position: 11,
    minor: 80_000,
    startedOn: '2026-02-01',
    dueOn: '2026-03-10',
  });
  await addServiceContract(ledger, { of: 1, position: 13, at: '2026-01-01T10:00:00+05:00' });
  const paid = { under: 1, credit: 1, position: 14, at: '2026-02-10T10:00:00+05:00' };
  await addServicePayment(ledger, { ...paid, valueDate: '2026-02-10', minor: 12_000n });
  await addPublication(ledger, { known: [12], period: '2026-01', lines: { TOTAL: 29_000n } });
  await ledger.insert('reporting.actions', {
    ...{ generation: 1, action_id: idOf(61), meeting_id: MEETING, position: 13, owner: 'demo-ministry' },
    ...{
      task: 'Open the second gate',
      status: 'assigned',
      due_on: '2026-04-20',
      last_position: 13,
      demo: false,
    },
    state: JSON.stringify({ action: { decisionId: idOf(70) } }),
  });
  await ledger.insert('reporting.action_steps', {
    ...{ generation: 1, action_id: idOf(61), position: 13, status: 'assigned', due_on: '2026-04-20' },
  });
  await addCorridorToReport(ledger);
  await addMeeting(
    ledger,
    MEETING,
    14,
    {},
    { status: 'closed', name: 'Шестая сессия', session: 6, report_as_of: PINNED, last_position: PINNED },
  );
  await ledger.reach(PINNED);
  return ledger;
}

async function addVisit(
  ledger: FilledLedger,
  of: number,
  [arrived, departed]: readonly [string, string | null],
): Promise<void> {
  await ledger.insert('reporting.visits', {
    ...{ generation: 1, consignment_id: consignmentId(of), number: 1, from_position: 9, within: of },
    ...{ until_position: null, location: 'PKTOR', standing: departed === null ? 'incomplete' : 'complete' },
    ...{ arrived_at: arrived, departed_at: departed, seen_at: departed ?? arrived, positions: [9] },
  });
}

/** What is recorded behind the position: new trade, a correction, a payment, another target, and the promise withdrawn. */
export async function goOn(ledger: FilledLedger): Promise<number> {
  let position = PINNED;
  while (position < PINNED + 5) position = await ledger.event({ recordedAt: '2026-05-01T08:00:00Z' });
  const later = PINNED + 1;
  await ledger.fact({ position: later, month: '2026-01', flow: 'export', cents: 99_999n });
  await ledger.fact({
    position: later + 1,
    month: '2026-02',
    flow: 'import',
    cents: -7_000n,
    correction: true,
  });
  await addServicePayment(ledger, {
    ...{ under: 1, credit: 1, position: later + 1, at: '2026-04-10T10:00:00+05:00' },
    ...{ valueDate: '2026-02-10', minor: -2_000n },
  });
  await addCredit(ledger, { id: 52, position: later + 2, minor: 80_000, valueDate: '2026-02-20' });
  await addFact(ledger, [later + 2, 52, 42, 80_000]);
  await ledger.insert('reporting.targets', {
    ...{ generation: 1, target_id: 'pk-kz', position: later + 3, reporter: 'PK', partner: 'KZ', demo: false },
    ...{ yearly_amount_cents: 500_000, source: 'somebody else' },
  });
  await ledger.insert('reporting.action_steps', {
    ...{ generation: 1, action_id: idOf(61), position: later + 4, status: 'done', due_on: '2026-04-20' },
  });
  await ledger.reach(position);
  return position;
}
