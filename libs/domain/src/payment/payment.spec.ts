import { specOf } from '@corridor/testing';
import { type PaymentCommand, type PaymentEvent, payment, recallNamed } from '../index.js';

const AT = '2026-03-30T10:00:00+05:00';
const ids = { paymentId: '0191d8a0-0000-7000-8000-000000000061', bank: 'demo-bank-karachi' };
const usd = (amount: string) => ({ amount, currency: 'USD' });
const p8 = { format: 'pacs.008.001.08', messageId: 'P8' };

const instruction = {
  ...ids,
  references: { uetr: '4b6e2c1a-0f5d-4c3b-9a8e-7d6c5b4a3f21' },
  amount: usd('1000.00'),
  charges: [],
  debtor: {},
  creditor: {},
  remittance: [],
  ...p8,
} as const;
const status = {
  ...ids,
  original: {},
  level: 'transaction',
  status: 'ACCC',
  reasons: [],
  format: 'pacs.002.001.10',
  messageId: 'S1',
} as const;
const advice = {
  ...ids,
  original: {},
  returnedAmount: usd('1000.00'),
  charges: [],
  reasons: [],
  format: 'pacs.004.001.09',
  messageId: 'R1',
} as const;
const recallId = '0191d8a0-0000-7000-8000-000000000062';
const recall = {
  ...ids,
  recallId,
  assignmentId: 'CX',
  original: {},
  reasons: [],
  format: 'camt.056.001.08',
  messageId: 'CX',
} as const;
const sent = { ...recall, assigner: 'DEMOPKKA', assignee: 'DEMOKZKA' } as const;
const answer = (answered: string) =>
  ({ ...ids, recallId, status: answered, reasons: [], by: 'bank', format: 'json' }) as const;

const commands: readonly (readonly [PaymentCommand, PaymentEvent])[] = [
  [
    { type: 'InstructPayment', occurredAt: AT, data: instruction },
    { type: 'PaymentInstructed', occurredAt: AT, data: instruction },
  ],
  [
    {
      type: 'CoverPayment',
      occurredAt: AT,
      data: { ...ids, references: {}, amount: usd('1.00'), debtor: {}, creditor: {}, ...p8 },
    },
    {
      type: 'PaymentCovered',
      occurredAt: AT,
      data: { ...ids, references: {}, amount: usd('1.00'), debtor: {}, creditor: {}, ...p8 },
    },
  ],
  [
    { type: 'ReportPaymentStatus', occurredAt: AT, data: status },
    { type: 'PaymentStatusReported', occurredAt: AT, data: status },
  ],
  [
    { type: 'AdvisePaymentReturn', occurredAt: AT, data: advice },
    { type: 'PaymentReturnAdvised', occurredAt: AT, data: advice },
  ],
  [
    { type: 'RequestRecall', occurredAt: AT, data: recall },
    { type: 'RecallRequested', occurredAt: AT, data: recall },
  ],
  [
    { type: 'SendRecall', occurredAt: AT, data: sent },
    { type: 'RecallSent', occurredAt: AT, data: sent },
  ],
];
const { given } = specOf(payment);
const requested: PaymentEvent = { type: 'RecallRequested', occurredAt: AT, data: recall };
const answering = (answered: string): PaymentCommand => ({
  type: 'AnswerRecall',
  occurredAt: AT,
  data: answer(answered),
});
const answeredBy = (answered: string): PaymentEvent => ({
  type: 'RecallAnswered',
  occurredAt: AT,
  data: answer(answered),
});

it.each(commands)('%j is told first, and once', (command, event) => {
  given().when(command).thenEvents(event);
  given(event).when(command).thenEvents();
});

describe('returns that one message tells of in the same words', () => {
  const advised: PaymentEvent = { type: 'PaymentReturnAdvised', occurredAt: AT, data: advice };
  const advise = (occurrence: number, data = advice): PaymentCommand => ({
    type: 'AdvisePaymentReturn',
    occurredAt: AT,
    data,
    occurrence,
  });

  it('are each told, and each once', () => {
    given(advised).when(advise(1)).thenEvents();
    given(advised).when(advise(2)).thenEvents(advised);
    given(advised, advised).when(advise(2)).thenEvents();
  });

  it('are others where the amount is', () => {
    const data = { ...advice, returnedAmount: usd('250.00') };
    given(advised)
      .when(advise(1, data))
      .thenEvents({ ...advised, data });
  });
});

it('an amount is above 0', () => {
  given()
    .when({ type: 'InstructPayment', occurredAt: AT, data: { ...instruction, amount: usd('0.00') } })
    .thenRejected('amount-not-positive', { pointer: '/amount/amount' });
  given()
    .when({ type: 'AdvisePaymentReturn', occurredAt: AT, data: { ...advice, returnedAmount: usd('-1.00') } })
    .thenRejected('amount-not-positive', { pointer: '/returnedAmount/amount' });
});

describe('a recall', () => {
  it('is looked at, and then answered for good', () => {
    given(requested).when(answering('PDCR')).thenEvents(answeredBy('PDCR'));
    given(requested, answeredBy('PDCR')).when(answering('PDCR')).thenEvents();
    given(requested, answeredBy('PDCR')).when(answering('RJCR')).thenEvents(answeredBy('RJCR'));
    given(requested, answeredBy('RJCR')).when(answering('PDCR')).thenEvents();
    given(requested, answeredBy('RJCR'))
      .when(answering('ACCR'))
      .thenRejected('illegal-step', { legalNow: [], currentState: 'rejected' });
  });
  describe('that has its answer', () => {
    type Words = Partial<Extract<PaymentCommand, { type: 'AnswerRecall' }>['data']>;
    const words = (status: string, code: string, more: Words = {}) =>
      ({
        ...answer(status),
        reasons: [{ code, additional: [] }],
        messageId: `M-${status}-${code}`,
        ...more,
      }) as const;
    const answers = (data: ReturnType<typeof words>): PaymentCommand => ({
      type: 'AnswerRecall',
      occurredAt: AT,
      data,
    });
    const told = (data: ReturnType<typeof words>): PaymentEvent => ({
      type: 'RecallAnswered',
      occurredAt: AT,
      data,
    });
    const isSent: PaymentEvent = { type: 'RecallSent', occurredAt: AT, data: sent };
    const customer = words('RJCR', 'CUST');
    const legal = words('RJCR', 'LEGL');

    it.each([
      ['ARDT', requested],
      ['NOOR', requested],
      ['ARDT', isSent],
    ])(
      'of the ledger (%s) has that of a bank in its place, and none of the ledger in place of that',
      (code, asked) => {
        const ofLedger = words('RJCR', code, { by: 'ledger' });
        // In the words of the ledger, too: it is the bank's own by then.
        for (const own of [words('ACCR', 'X'), customer, words('RJCR', code)]) {
          given(asked, told(ofLedger)).when(answers(own)).thenEvents(told(own));
        }
        given(asked, told(customer))
          .when(answers(ofLedger))
          .thenRejected('illegal-step', { legalNow: [], currentState: 'rejected' });
        given(asked, told(ofLedger))
          .when(answers(words('PDCR', 'X')))
          .thenEvents();
      },
    );

    it.each([requested, isSent])('says nothing new in the same words, and has no other ones', (asked) => {
      given(asked, told(customer))
        .when(answers({ ...customer, messageId: 'another' }))
        .thenEvents();
      // Also under the id of the first.
      for (const messageId of [legal.messageId, customer.messageId]) {
        given(asked, told(customer))
          .when(answers({ ...legal, messageId }))
          .thenRejected('illegal-step', { legalNow: [], currentState: 'rejected' });
      }
    });

    it('has that of its assignee in its place where the bank sent it, unless it is that very one', () => {
      const byAssignee = (data: ReturnType<typeof words>): PaymentCommand => ({
        type: 'AnswerRecall',
        occurredAt: AT,
        data,
        isOfAssignee: true,
      });
      given(isSent, told(customer)).when(byAssignee(legal)).thenEvents(told(legal));
      const again = { ...customer, messageId: 'of the assignee' };
      given(isSent, told(customer)).when(byAssignee(again)).thenEvents(told(again));
      given(isSent, told(customer)).when(byAssignee(customer)).thenEvents();
      // Said before its assignee said otherwise.
      given(isSent, told(customer), told(legal)).when(answers(customer)).thenEvents();
    });

    it('for now is looked at by its bank, too, and for other reasons', () => {
      const ofLedger = words('PDCR', 'X', { by: 'ledger' });
      const own = words('PDCR', 'X');
      const other = words('PDCR', 'Y');
      given(requested, told(ofLedger)).when(answers(own)).thenEvents(told(own));
      given(requested, told(own)).when(answers(other)).thenEvents(told(other));
      given(requested, told(own), told(other)).when(answers(own)).thenEvents();
    });
  });
  it('that nobody asked for is not answered', () => {
    given()
      .when(answering('PDCR'))
      .thenRejected('illegal-step', { legalNow: ['RequestRecall', 'SendRecall'], currentState: 'unknown' });
  });
  it('that is sent is answered like any other', () => {
    const event: PaymentEvent = { type: 'RecallSent', occurredAt: AT, data: sent };
    given(event).when(answering('ACCR')).thenEvents(answeredBy('ACCR'));
    given(event, answeredBy('ACCR'))
      .when(answering('RJCR'))
      .thenRejected('illegal-step', { legalNow: [], currentState: 'accepted' });
  });
  it('that is sent has the answer that its assignee gives, whatever its sender told before', () => {
    const event: PaymentEvent = { type: 'RecallSent', occurredAt: AT, data: sent };
    const byAssignee = (status: string): PaymentCommand => ({
      type: 'AnswerRecall',
      occurredAt: AT,
      data: answer(status),
      isOfAssignee: true,
    });
    given(event, answeredBy('ACCR')).when(byAssignee('RJCR')).thenEvents(answeredBy('RJCR'));
    given(event, answeredBy('RJCR')).when(byAssignee('RJCR')).thenEvents();
    given(event, answeredBy('RJCR')).when(byAssignee('PDCR')).thenEvents();
    given(event, answeredBy('ACCR'), answeredBy('RJCR')).when(answering('ACCR')).thenEvents();
    // Who was sent it is bound by its own.
    given(requested, answeredBy('ACCR'))
      .when(byAssignee('RJCR'))
      .thenRejected('illegal-step', { legalNow: [], currentState: 'accepted' });
  });
  it.each([
    ['RequestRecall', requested],
    ['SendRecall', { type: 'RecallSent', occurredAt: AT, data: sent }],
  ] as const)('is the same in another message (%s)', (type, event) => {
    const again = { ...sent, format: 'camt.056.001.10', messageId: 'CY' };
    given(event as PaymentEvent)
      .when({ type, occurredAt: AT, data: again })
      .thenEvents();
  });
  it('is named by its case, else the one that waits', () => {
    const other = { ...recall, recallId: ids.paymentId, caseId: 'B' };
    const state = {
      recalls: [
        { requested: { ...recall, caseId: 'A' }, isSent: true },
        { requested: other, isSent: false, answered: answer('RJCR') },
      ],
    };
    expect(recallNamed(state, undefined, false)?.requested.caseId).toBe('B');
    expect(recallNamed(state, 'A', false)).toBeUndefined();
    expect(recallNamed(state, 'B')?.requested.recallId).toBe(ids.paymentId);
    expect(recallNamed(state, undefined)?.requested.caseId).toBe('A');
    expect(recallNamed(state, 'C')).toBeUndefined();
  });
});

describe('returns that undo no credit with the bank that tells of them', () => {
  const advised = (messageId: string): PaymentEvent => ({
    type: 'PaymentReturnAdvised',
    occurredAt: AT,
    data: { ...advice, messageId },
  });
  const { format, messageId } = advice;
  const data = { ...ids, creditorAgent: 'DEMOKZKA', format, messageId };
  const taking: PaymentCommand = { type: 'TakeReturnAsInformation', occurredAt: AT, data };
  const taken: PaymentEvent = { type: 'ReturnTakenAsInformation', occurredAt: AT, data };

  it('are taken as information once, and anew where another one was told of', () => {
    given().when(taking).thenEvents();
    given(advised('R1')).when(taking).thenEvents(taken);
    given(advised('R1'), taken).when(taking).thenEvents();
    given(advised('R1'), taken, advised('R2')).when(taking).thenEvents(taken);
  });
});

it('what banks settle goes before what a customer ordered, whichever comes first', () => {
  const ordered = { ...instruction, format: 'pain.001.001.09', amount: usd('1010.00') };
  for (const events of [
    [ordered, instruction],
    [instruction, ordered],
  ]) {
    const state = events
      .map((data): PaymentEvent => ({ type: 'PaymentInstructed', occurredAt: AT, data }))
      .reduce(payment.evolve, payment.initialState);
    expect(state).toMatchObject({ instruction: { amount: usd('1000.00') } });
  }
});
