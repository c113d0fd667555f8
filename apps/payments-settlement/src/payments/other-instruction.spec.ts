import type { PaymentCommand } from '@corridor/domain';
import { otherwiseInstructed } from './other-instruction.js';

const told = {
  format: 'pacs.008.001.08',
  messageId: 'FIRST',
  amount: { amount: '500.00', currency: 'USD' },
  creditor: { account: 'PK36SCBL0000001123456702', agent: 'DEMOPKKA' },
};
const ofFirst = { instruction: told } as unknown as Parameters<typeof otherwiseInstructed>[1];
const instructing = (other: object): PaymentCommand =>
  ({ type: 'InstructPayment', data: { ...told, messageId: 'OTHER', ...other } }) as unknown as PaymentCommand;

it.each([
  ['another amount', { amount: { amount: '9999.00', currency: 'USD' } }, '9999.00 USD to PK36SCBL'],
  ['another currency', { amount: { amount: '500.00', currency: 'EUR' } }, '500.00 EUR to PK36SCBL'],
  [
    "another creditor's account",
    { creditor: { account: 'GB82WEST12345698765432' } },
    '500.00 USD to GB82WEST',
  ],
  ['no account', { creditor: {} }, 'and this of 500.00 USD:'],
  [
    'another bank of the creditor',
    { creditor: { ...told.creditor, agent: 'DEMOTJ22' } },
    '500.00 USD to PK36SCBL0000001123456702 with DEMOTJ22',
  ],
])('an instruction that tells %s than the first is told so', (_, other, words) => {
  expect(otherwiseInstructed(instructing(other), ofFirst)).toContain(words);
  expect(otherwiseInstructed(instructing(other), ofFirst)).toContain('FIRST told of 500.00 USD to PK36SCBL');
});

it.each([
  ['the same', {}],
  ['the same at a branch', { creditor: { ...told.creditor, agent: 'DEMOPKKALHE' } }],
  ['the same, without the bank', { creditor: { account: told.creditor.account } }],
  ['the same in a later version', { format: 'pacs.008.001.10' }],
  ['other money, in the same message', { messageId: 'FIRST', amount: { amount: '1.00', currency: 'USD' } }],
  ['what a customer ordered', { format: 'pain.001.001.09', amount: { amount: '1.00', currency: 'USD' } }],
])('nothing is said of %s', (_, other) => {
  expect(otherwiseInstructed(instructing(other), ofFirst)).toBeUndefined();
});

it('nothing is said of the first, nor of another message', () => {
  expect(otherwiseInstructed(instructing({}), {})).toBeUndefined();
  const covering = { ...instructing({}), type: 'CoverPayment' } as PaymentCommand;
  expect(otherwiseInstructed(covering, ofFirst)).toBeUndefined();
});
