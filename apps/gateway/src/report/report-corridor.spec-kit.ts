import { consignmentId } from '../spec-kit/consignment-rows.js';
import { addLetterOfCredit } from '../spec-kit/credit-rows.js';
import { addDeclaration } from '../spec-kit/customs-rows.js';
import type { FilledLedger } from '../spec-kit/filled-ledger.js';
import { addGuarantee, addGuaranteeStanding } from '../spec-kit/guarantee-rows.js';
import { addPassage } from '../spec-kit/passage-rows.js';
import { addCredit, addPosting, idOf } from '../spec-kit/payment-rows.js';
import { addTransit } from '../spec-kit/transit-rows.js';
import { addEnd, addLeg, addWay } from '../spec-kit/way-rows.js';

const at = (time: string) => `2026-${time}:00+05:00`;

interface Cost {
  readonly of: number;
  readonly position: number;
  readonly cents: number;
  readonly receipted?: boolean;
  readonly location?: string;
}
/** In dollars: at a place, or from Karachi to Almaty. */
export function addTransportCost(
  ledger: FilledLedger,
  { of, position, cents, location, receipted = true }: Cost,
) {
  return ledger.insert('reporting.transport_costs', {
    ...{ generation: 1, position, cost_id: consignmentId(1_000 + position) },
    ...{ consignment_id: consignmentId(of), reference: `receipt ${position}`, kind: 'tolls' },
    location: location ?? null,
    from_location: location === undefined ? 'PKKHI' : null,
    to_location: location === undefined ? 'KZALA' : null,
    ...{ currency: 'USD', amount_minor: cents, usd_cents: cents, receipted, recorded_by: 'demo-carrier' },
    ...{ paid_at: at('02-02T12:00'), demo: false },
  });
}

function addGoods(ledger: FilledLedger, of: number, usd_cents: number) {
  return ledger.insert('reporting.goods_values', {
    ...{ generation: 1, consignment_id: consignmentId(of), position: 9, usd_cents, parts: null },
    ...{ cancelled: false, net_mass_kg: '20000', occurred_at: '-infinity' },
  });
}

/**
 * What the report tells of the corridor, of customs and of banks, by position 17, all of it in the months of the report:
 *
 * - two crossings at Torkham, one of 8 h that paid 45.50, 5.50 of it without a receipt, and one that was not seen to leave;
 * - a lorry from Karachi to Almaty (3,000 km in 124 h, 200.00, 20 t, 600.00 for the way), and goods by rail and sea round by Saint Petersburg (240 h for the
 *   first 4,000 km, 31 days in all, 100.00, 20 t), beside their plans;
 * - a declaration cleared after 30 h, and one that waits;
 * - a transit of 1.5 t and 2,500.00 that was discharged with a broken seal, and one of 100 kg that is overdue, by a guarantee of 10,000.00 rupees;
 * - a letter of credit for 1,000.00, of which 400.00 was drawn and paid, and another bank's for 50.00; and 700.00 that pay nothing yet.
 */
export async function addCorridorToReport(ledger: FilledLedger): Promise<void> {
  await addPassage(ledger, {
    ...{ of: 21, known: [9] as const },
    out: ['PKTOR', at('02-02T10:00'), at('02-02T12:00')],
    into: ['AFRKH', at('02-02T13:00'), at('02-02T18:00')],
  });
  await addPassage(ledger, {
    ...{ of: 22, known: [10] as const },
    out: ['PKTOR', at('02-03T10:00'), at('02-03T11:00')],
    into: ['AFRKH', at('02-03T12:00'), null, 'incomplete'],
  });
  await addTransportCost(ledger, { of: 21, position: 9, cents: 4_000, location: 'PKTOR' });
  await addTransportCost(ledger, { of: 21, position: 10, cents: 550, location: 'AFRKH', receipted: false });

  const lorry = { route: 'karachi-almaty', known: [1] as const, from: 'PKKHI', to: 'KZALA' };
  await addLeg(ledger, { ...lorry, km: '3000', days: '5', cost: [300_00n, 'USD'] });
  const north = { route: 'northern-baseline', known: [1] as const };
  await addLeg(ledger, { ...north, from: 'KZALA', to: 'RULED', mode: 'rail', km: '4000', days: '20' });
  await addLeg(ledger, { ...north, number: 1, from: 'RULED', to: 'PKKHI', mode: 'sea' });
  await addWay(ledger, {
    ...{ of: 23, known: [9] as const },
    stops: [
      ['PKKHI', null, at('02-01T00:00')],
      ['KZALA', at('02-06T04:00'), null, { standing: 'ended' }],
    ],
  });
  await addEnd(ledger, { of: 23, position: 9, location: 'KZALA', at: at('02-06T04:00') });
  await addGoods(ledger, 23, 20_000);
  await addTransportCost(ledger, { of: 23, position: 11, cents: 60_000 });
  await addWay(ledger, {
    ...{ of: 24, known: [10] as const },
    stops: [
      ['KZALA', null, at('01-20T00:00'), { mode: 'rail' }],
      ['RULED', at('01-30T00:00'), null, { mode: 'sea', standing: 'open' }],
      ['PKKHI', at('02-20T00:00'), null, { standing: 'ended' }],
    ],
  });
  await addEnd(ledger, { of: 24, position: 10, location: 'PKKHI', at: at('02-20T00:00') });
  await addGoods(ledger, 24, 10_000);

  await addDeclaration(ledger, {
    ...{ of: 27, lodged: [at('02-10T08:00'), 9] as const, cleared: [at('02-11T14:00'), 10] as const },
  });
  await addDeclaration(ledger, { of: 28, flow: 'export', office: 'PKKHI', lodged: [at('02-25T08:00'), 11] });

  await addTransit(ledger, {
    ...{ of: 25, known: [12] as const, openedAt: at('02-01T10:00'), dischargedAt: at('02-20T10:00') },
    ...{ kg: '1500', minor: '250000', irregularities: ['seal-broken'] },
  });
  await addTransit(ledger, {
    ...{ of: 26, known: [12] as const, openedAt: at('02-02T10:00'), dueBy: at('03-01T18:00') },
  });
  await addGuarantee(ledger, { of: 900, issued: 12 });
  await addGuaranteeStanding(ledger, 900, [12], { ceiling: '1000000', reserved: '40000' });

  await addLetterOfCredit(ledger, { id: 71, position: 13, bank: 'demo-bank-karachi' }, [
    ['issued', '2026-02-01', { amount: 100_000, most: 100_000 }],
    ['presented', '2026-02-10', { presentation: 1, amount: 40_000 }],
    ['complied', '2026-02-12', { presentation: 1 }],
    ['paid', '2026-02-13', { presentation: 1, amount: 40_000 }],
  ]);
  await addLetterOfCredit(ledger, { id: 72, position: 17, bank: 'demo-bank-almaty' }, [
    ['issued', '2026-02-03', { amount: 5_000, most: 5_000 }],
  ]);
  await addCredit(ledger, { id: 53, position: 16, minor: 70_000, valueDate: '2026-02-01' });
  await addPosting(ledger, {
    ...{ position: 16, line: 1, account: 'suspense', side: 'credit', minor: 70_000, totals: [0, 70_000] },
    stream: `settlement-${idOf(53)}`,
  });
}
