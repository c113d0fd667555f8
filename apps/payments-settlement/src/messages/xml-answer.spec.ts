import type { CancellationRequest, CreditTransfer, Iso20022Item, NotifiedEntry } from '@corridor/iso20022';
import { tooManyPayments } from '../payments/whole-messages.js';
import type { Asked, Told } from './intake.js';
import { type ItemResult, refusedItem, rejectedWhole } from './item-result.js';
import { xmlAnswer } from './xml-answer.js';

const ASKED: Asked = {
  bank: 'demo-bank-karachi',
  bics: ['DEMOPKKA'],
  context: { actor: 'bank:demo-bank-karachi', correlationId: '0191d8a0-0000-7000-8000-000000000001' },
  now: '2026-03-31T10:00:00Z',
};
const MANY = 10_050;

const transfer = (number: number): CreditTransfer => ({
  kind: 'credit-transfer',
  xpath: `/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[${number}]`,
  messageId: 'MANY',
  messageFormat: 'pacs.008.001.08',
  references: { endToEndId: `E-${number}` },
  amount: { amount: '1.00', currency: 'USD' },
  charges: [],
  debtor: {},
  creditor: {},
  remittance: [],
});
const entry = (number: number): NotifiedEntry => ({
  kind: 'entry',
  xpath: `/Document/BkToCstmrStmt/Stmt[1]/Ntry[${number}]`,
  messageId: 'MANY',
  messageFormat: 'camt.053.001.08',
  account: 'PK36SCBL0000001123456702',
  endToEndId: `E-${number}`,
  creditDebit: 'CRDT',
  reversal: false,
  status: 'BOOK',
  amount: { amount: '1.00', currency: 'USD' },
  entryTotal: { amount: '1.00', currency: 'USD' },
  remittance: [],
  occurrence: 1,
});

async function* told(
  definition: 'pacs.008.001.08' | 'camt.053.001.08',
  statusOf: (number: number) => ItemResult['status'],
): AsyncGenerator<Told, void> {
  for (let number = 1; number <= MANY; number += 1) {
    const status = statusOf(number);
    const result: ItemResult = {
      reference: `E-${number}`,
      status,
      ...(status === 'rejected'
        ? { isoStatus: 'RJCT', code: 'AM01', reason: 'amount-not-positive' }
        : { isoStatus: 'ACTC' }),
    };
    yield {
      kind: 'result',
      result,
      item: definition === 'pacs.008.001.08' ? transfer(number) : entry(number),
    };
  }
  const family = definition === 'pacs.008.001.08' ? 'pacs.008' : 'camt.053';
  const begin = {
    kind: 'message',
    xpath: '/Document',
    definition,
    family,
    namespace: '',
    messageId: 'MANY',
  } as const;
  yield {
    kind: 'message',
    found: { begin, contentSha256: '', transactions: MANY, repeatsId: false },
    result: {
      messageId: 'MANY',
      definition,
      status: 'processed',
      accepted: MANY,
      duplicates: 0,
      rejected: 0,
    },
  };
}

async function answerTo(...of: Parameters<typeof told>): Promise<string> {
  let xml = '';
  for await (const piece of xmlAnswer(told(...of), ASKED)) xml += piece;
  return xml;
}

const countOf = (xml: string, name: string): number => xml.split(`<${name}>`).length - 1;

it('each payment of a long message has its answer', async () => {
  const xml = await answerTo('pacs.008.001.08', () => 'accepted');
  expect(countOf(xml, 'TxInfAndSts')).toBe(MANY);
  expect(xml).toContain(`<DtldNbOfTxs>${MANY}</DtldNbOfTxs>`);
  expect(xml).toContain(`<OrgnlEndToEndId>E-${MANY}</OrgnlEndToEndId>`);
});

it('of the entries of a long statement the first are told, and all that were refused', async () => {
  const xml = await answerTo('camt.053.001.08', (number) => (number > MANY - 20 ? 'rejected' : 'accepted'));
  // The message itself, the first 10,000 entries, and the twenty.
  expect(countOf(xml, 'Rpt')).toBe(1 + 10_000 + 20);
  expect(xml).toContain(`<Ref>E-${MANY}</Ref>`);
});

/** A camt.056 with one item, and what became of that. */
async function* recalled(item: Iso20022Item, result: ItemResult): AsyncGenerator<Told, void> {
  yield { kind: 'result', result, item };
  const definition = 'camt.056.001.08';
  const begin = {
    kind: 'message',
    xpath: '/Document',
    definition,
    family: 'camt.056',
    namespace: '',
    messageId: 'R-56',
  } as const;
  yield {
    kind: 'message',
    found: { begin, contentSha256: '', transactions: 1, repeatsId: false },
    result: { messageId: 'R-56', definition, status: 'processed', accepted: 0, duplicates: 0, rejected: 1 },
  };
}

async function answerToRecall(item: Iso20022Item, result: ItemResult): Promise<string> {
  let xml = '';
  for await (const piece of xmlAnswer(recalled(item, result), ASKED)) xml += piece;
  return xml;
}

it('the recall of a message of too many payments is pending, by its message and its case', async () => {
  const request: CancellationRequest = {
    kind: 'cancellation-request',
    xpath: '/Document/FIToFIPmtCxlReq/Undrlyg[1]/OrgnlGrpInfAndCxl',
    messageId: 'R-56',
    messageFormat: 'camt.056.001.08',
    level: 'group',
    assignmentId: 'R-56',
    caseId: 'CASE-1',
    original: { messageId: 'P-8', messageName: 'pacs.008.001.08' },
    reasons: [],
  };
  const refused = rejectedWhole(request, tooManyPayments());
  expect(refused).toMatchObject({ reference: 'P-8', status: 'rejected', reason: 'too-many-payments' });
  const xml = await answerToRecall(request, refused);
  expect(xml).toContain('<Id>CASE-1</Id>');
  expect(xml).toContain('<Conf>PDCR</Conf>');
  expect(xml).toContain(
    '<OrgnlGrpInf><OrgnlMsgId>P-8</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId></OrgnlGrpInf><TxCxlSts>PDCR</TxCxlSts>',
  );
  expect(xml).toContain('too-many-payments: ');
  expect(xml).not.toContain('<OrgnlEndToEndId>');
});

it('a payment with a fault is named by what its message names it by', async () => {
  const uetr = '0c1e9b1a-6a4f-4c1e-9d7e-2f60a1b2c3d4';
  const item: Iso20022Item = {
    kind: 'rejected',
    xpath: '/Document/FIToFIPmtCxlReq/Undrlyg[1]/TxInf[1]/OrgnlIntrBkSttlmDt',
    code: 'field-invalid',
    message: '"soon" is no date.',
    reference: uetr,
    named: { uetr },
    messageId: 'R-56',
    messageFormat: 'camt.056.001.08',
  };
  const xml = await answerToRecall(item, refusedItem(item, item.code, item.message));
  expect(xml).toContain(`<OrgnlUETR>${uetr}</OrgnlUETR><TxCxlSts>RJCR</TxCxlSts>`);
  expect(xml).not.toContain('<OrgnlEndToEndId>');
});
