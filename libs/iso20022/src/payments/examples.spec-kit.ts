import type { CreditTransfer, Iso20022Definition, Iso20022Item } from '../index.js';
import type { Elements } from '../markup.spec-kit.js';
import {
  customerTransfers,
  initiations,
  institutionTransfers,
  MESSAGE_ID,
  type Told,
} from './payments.spec-kit.js';

export const UETR = '6f3a1c52-8d4e-4b7a-9c21-0f5e7d8a9b3c';
/** Nobody's accounts, with check digits that are right. */
const PAKISTANI = 'PK36SCBL0000001123456702';
const KAZAKH = 'KZ86125KZT5004100100';
export const usd = (amount: string) => ({ amount, currency: 'USD' });

/** A message with everything that is read of its version, and the items that it is to be read into. */
export interface Example {
  readonly definition: Iso20022Definition;
  readonly content: Elements;
  readonly items: readonly Iso20022Item[];
}

const TRANSFER: Told<CreditTransfer> = {
  references: {
    instructionId: 'INSTR-1',
    endToEndId: 'INV-2026-0042',
    transactionId: 'TX-1',
    uetr: UETR,
    clearingSystemReference: 'CLR-1',
  },
  amount: usd('12.50'),
  settlementDate: '2026-03-02',
  instructedAmount: { amount: '6300', currency: 'JPY' },
  exchangeRate: { source: 'JPY', target: 'USD', rate: '0.0020' },
  chargeBearer: 'SHAR',
  charges: [
    { amount: usd('0.50'), agent: 'HSBKKZKX' },
    { amount: { amount: '1.250', currency: 'KWD' }, agent: 'SCBLPKKXXXX' },
  ],
  debtor: { name: 'Алматы Трейдинг ТОО', account: KAZAKH, agent: 'HSBKKZKX', country: 'KZ', bic: 'ALMTKZK1' },
  creditor: { name: 'Faisalabad Textiles & Sons', account: PAKISTANI, agent: 'SCBLPKKX', country: 'PK' },
  ultimateDebtorName: 'demo-ultimate-debtor',
  ultimateCreditorName: 'demo-ultimate-creditor',
  remittance: ['Invoice 42', 'second line'],
  purpose: 'GDDS',
};

/** The same but for some of what it says. */
export const without = <T extends object, Name extends keyof T>(
  value: T,
  ...names: readonly Name[]
): Omit<T, Name> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name as Name))) as Omit<
    T,
    Name
  >;

/** `exchangeRate` as it is written: a rate is read in its plain form. */
const read = (told: Told<CreditTransfer>): Told<CreditTransfer> =>
  told.exchangeRate ? { ...told, exchangeRate: { ...told.exchangeRate, rate: '0.002' } } : told;

/** Payments of customers between banks (pacs.008): one with everything, and one with as little as there may be. */
export function transferExample(definition: Iso20022Definition, old: boolean): Example {
  const told = { ...TRANSFER, references: old ? without(TRANSFER.references, 'uetr') : TRANSFER.references };
  const plain: Told<CreditTransfer> = {
    references: {},
    amount: { amount: '1.250', currency: 'KWD' },
    chargeBearer: 'DEBT',
    charges: [],
    debtor: {},
    creditor: { name: 'demo-creditor' },
    remittance: [],
  };
  const at = (number: number) => ({
    kind: 'credit-transfer' as const,
    xpath: `/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[${number}]`,
    messageId: MESSAGE_ID,
    messageFormat: definition,
  });
  return {
    definition,
    content: customerTransfers([told, plain]),
    items: [
      { ...at(1), ...read(told) },
      { ...at(2), ...plain },
    ],
  };
}

/** Payments of banks (pacs.009): a cover and one that is not. @param old the version of 2018. */
export function coverExample(definition: Iso20022Definition, old: boolean): Example {
  const { references, ...rest } = without(
    TRANSFER,
    'purpose',
    'instructedAmount',
    'exchangeRate',
    'chargeBearer',
    'ultimateDebtorName',
    'ultimateCreditorName',
  );
  const told: Told<CreditTransfer> = {
    ...rest,
    ...(!old && { purpose: 'CORT' }),
    references: old ? without(references, 'uetr') : references,
    charges: [],
    debtor: { name: 'demo-bank-a', bic: 'HSBKKZKX', country: 'KZ', account: KAZAKH, agent: 'CITIUS33' },
    creditor: { bic: 'SCBLPKKX', account: '0011 2345', agent: 'IRVTUS3N' },
    cover: true,
    underlying: {
      endToEndId: 'INV-2026-0042',
      debtor: TRANSFER.debtor,
      creditor: TRANSFER.creditor,
      remittance: ['Invoice 42'],
      instructedAmount: usd('13.00'),
    },
  };
  const core = without(told, 'cover', 'underlying');
  const at = (number: number) => ({
    kind: 'credit-transfer' as const,
    xpath: `/Document/FICdtTrf/CdtTrfTxInf[${number}]`,
    messageId: MESSAGE_ID,
    messageFormat: definition,
  });
  return {
    definition,
    content: institutionTransfers([told, core]),
    items: [
      { ...at(1), ...told },
      { ...at(2), ...core },
    ],
  };
}

/** Payments that a customer orders (pain.001): one by its amount, and one by what the amount is worth. */
export function initiationExample(definition: Iso20022Definition): Example {
  const version = definition.slice(-2);
  const { references, ...rest } = without(TRANSFER, 'instructedAmount', 'exchangeRate', 'charges');
  const { instructionId, endToEndId, uetr } = references;
  const ids = { instructionId, endToEndId, ...(version > '08' && { uetr }) } as CreditTransfer['references'];
  const shared: Told<CreditTransfer> = {
    ...rest,
    references: ids,
    charges: [],
    paymentInformationId: 'PMT-1',
  };
  const ordered = { ...shared, instructedAmount: TRANSFER.amount };
  const worth: Told<CreditTransfer> = {
    ...shared,
    paymentInformationId: 'PMT-2',
    amount: { amount: '100000.00', currency: 'KZT' },
    currencyOfTransfer: 'USD',
    exchangeRate: { ...(version !== '03' && { unit: 'USD' }), rate: '512.25' },
  };
  const at = (number: number) => ({
    kind: 'credit-transfer' as const,
    xpath: `/Document/CstmrCdtTrfInitn/PmtInf[${number}]/CdtTrfTxInf[1]`,
    messageId: MESSAGE_ID,
    messageFormat: definition,
  });
  return {
    definition,
    content: initiations(definition, [ordered, worth]),
    items: [
      { ...at(1), ...ordered },
      { ...at(2), ...worth },
    ],
  };
}
