import { type DeclarationCommand, declaration } from '@corridor/domain';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';

export const GOODS = [line(1, '520100', '1000.00')];

/** The import 2 of consignment 1, lodged in Almaty on 8 March; positions count what customs tells of it, from 1 on. */
export class CustomsStory extends Story {
  constructor() {
    super();
    this.lodge(2, 1, 'import', GOODS, '2026-03-08T10:00:00+05:00');
  }
  at(type: string, occurredAt: string, data: object): void {
    const command = { type, occurredAt, data: { declarationId: uuid(2), ...data } } as DeclarationCommand;
    this.tell(declaration, `declaration-${uuid(2)}`, command);
  }
  look(kind: string, n: number): void {
    const data = { inspectionId: uuid(100 + n), kind, result: 'conforming', note: 'x' };
    this.at('RecordInspection', '2026-03-08T11:00:00+05:00', data);
  }
  asking(occurredAt: string, ...duties: readonly (readonly [kind: string, amount: string])[]): void {
    const told = duties.map(([kind, amount]) => ({ kind, amount: { amount, currency: 'KZT' } }));
    this.at('AssessDuty', occurredAt, { duties: told, dueOn: '2026-03-20' });
  }
  paying(paymentReference: string, amount: string, paidOn: string): void {
    const data = { paymentReference, amount: { amount, currency: 'KZT' }, paidOn };
    this.at('PayDuty', '2026-03-10T10:00:00+05:00', data);
  }
}

/** Assessed at 2, anew at 3, paid at 4 and 5, and cleared at 6. */
export function assessedTwice(): CustomsStory {
  const story = new CustomsStory();
  story.asking('2026-03-08T12:00:00+05:00', ['customs-duty', '500.00']);
  story.asking(
    '2026-03-09T12:00:00+05:00',
    ['customs-duty', '100.10'],
    ['value-added-tax', '12.01'],
    ['customs-duty', '0.05'],
  );
  story.paying('A', '100.00', '2026-03-10');
  story.paying('B', '12.16', '2026-04-01');
  story.clear(2, '2026-03-08', '2026-04-02T10:00:00+05:00');
  return story;
}

/** Behind {@link assessedTwice}, given back at 7 under R, withdrawn at 8, told anew at 9, given back under S at 10, and R is withdrawn again at 11. */
export function withdrawnTwice(): CustomsStory {
  const story = assessedTwice();
  const back = (refundReference: string, amount: string, day: string) =>
    story.at('RefundDuty', `${day}T10:00:00+05:00`, {
      ...{ refundReference, reason: 'overcharged', amount: { amount, currency: 'KZT' } },
      refundedOn: '2026-04-30',
    });
  const withdraw = (day: string) =>
    story.at('WithdrawDutyRefund', `${day}T10:00:00+05:00`, { refundReference: 'R', reason: day });
  back('R', '2.50', '2026-05-02');
  withdraw('2026-05-03');
  back('R', '3.50', '2026-05-04');
  back('S', '1.00', '2026-05-05');
  withdraw('2026-05-06');
  return story;
}
