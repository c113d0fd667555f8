import { type TransportCostTold, transportCost } from '@corridor/domain';
import { day, type Plan } from '../plan.spec-kit.js';
import { type Teller, uuid } from '../teller.spec-kit.js';

/** What was paid for a consignment, in dollars: at Torkham for its clearance and with a receipt, where it is not said otherwise; null where nobody told of a receipt. */
export function payFor(
  story: Teller,
  costId: number,
  of: number,
  amount: string,
  at: string,
  {
    receipted = true,
    ...more
  }: Partial<Omit<TransportCostTold, 'receipted'>> & { readonly receipted?: boolean | null } = {},
): void {
  story.tell(transportCost, `cost-${uuid(costId)}`, {
    type: 'RecordTransportCost',
    occurredAt: at,
    data: {
      costId: uuid(costId),
      consignmentId: uuid(of),
      reference: `receipt ${costId}`,
      kind: 'customs-clearance',
      scope: { basis: 'place', location: 'PKTOR' },
      amount: { amount, currency: 'USD' },
      ...(receipted !== null && { receipted }),
      recordedBy: 'demo-carrier',
      exporter: 'demo-mills',
      importer: 'demo-stores',
      ...more,
    },
  });
}

export function withdrawCost(story: Teller, costId: number, of: number, at: string): void {
  story.tell(transportCost, `cost-${uuid(costId)}`, {
    type: 'WithdrawTransportCost',
    occurredAt: at,
    data: { costId: uuid(costId), consignmentId: uuid(of), reason: 'of another truck' },
  });
}

/** Paid; where the plan corrects, withdrawn, and told anew as it was. */
export function costSteps(story: Teller, id: number, { corrected }: Plan): (() => void)[] {
  const paying = (amount: string, n: number) => () => payFor(story, id + 9, id, amount, day(n));
  const withdrawing = () => withdrawCost(story, id + 9, id, day(7));
  return corrected === 'no' ? [paying('40.00', 5)] : [paying('40.00', 5), withdrawing, paying('44.50', 6)];
}
