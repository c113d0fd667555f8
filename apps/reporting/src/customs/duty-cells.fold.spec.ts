import { type AssessedLine, dutyChangesOf } from './duty-cells.fold.js';

const OF = { declaration_id: 'd', office: 'KZALA', flow: 'import', currency: 'KZT' } as const;
const ASSESSED: AssessedLine = {
  ...OF,
  ...{ position: 3, kind: 'fee', assessed_on: '2026-03-31', amount_minor: '500' },
};
const told = { assessments: [], ended: [], payments: [], refunds: [], withdrawn: [] };
const MARCH = { month: '2026-03-01', office: 'KZALA', flow: 'import', currency: 'KZT', reason: '' };
const payment = (position: number) => ({
  ...{ ...OF, position, reference: 'P', occurred_at: '2026-04-01T05:00:00.000Z' },
  ...{ paid_on: '2026-04-01', amount_minor: '400' },
});

it('has a payment in its own month, and takes it off in that of its assessment', () => {
  const before = { assessed: [ASSESSED], paid: [], refunds: [] };
  expect(dutyChangesOf({ ...told, payments: [payment(9)] }, before, 8)).toEqual([
    { name: MARCH, position: 9, adds: { settled_minor: 400n } },
    { name: { ...MARCH, month: '2026-04-01' }, position: 9, adds: { paid_minor: 400n } },
  ]);
});

it('takes out what was assessed, and what was paid of it, where it ends', () => {
  const before = { assessed: [ASSESSED], paid: [payment(9)], refunds: [] };
  expect(dutyChangesOf({ ...told, ended: [{ position: 3, by: 12 }] }, before, 10)).toEqual([
    { name: MARCH, position: 12, adds: { fees: -1n, fee_minor: -500n, settled_minor: -400n } },
  ]);
});
