import { type ScopeRule, scopeRule } from '../fields/element-rules.js';
import { AMOUNT, CODE, dateChoice, REFERENCE, UETR } from '../fields/lengths.js';
import { accountReading, agentReading, type BicName, nameReading } from '../fields/parties.js';
import { chargeRecords, exchangeReading } from '../fields/payment-values.js';
import { documentsReading } from '../fields/structured-remittance.js';

/** How the versions of camt.053 and camt.054 differ in what is read of them. */
export interface EntryForm {
  readonly bicName: BicName;
  readonly statusPath: 'Sts' | 'Sts/Cd';
  /** Whether a transaction has an amount and a sign of its own, beside those of its details. */
  readonly ownAmount: boolean;
  /** Whether a debtor or creditor is a choice of a party and an institution. */
  readonly partyChoice: boolean;
  readonly uetr: boolean;
}

const UNDERLYING_AMOUNT = 'AmtDtls/TxAmt/Amt';
export const INSTRUCTED_AMOUNT = 'AmtDtls/InstdAmt/Amt';
export const BATCH_COUNT = 'NtryDtls/Btch/NbOfTxs';
export const TRANSACTIONS = 'NtryDtls/TxDtls';

/** The fields of an entry and its transactions in one version, and what reads several of them together. */
export type EntryTable = ReturnType<typeof entryTable>;

export function entryTable(form: EntryForm) {
  const { bicName, ownAmount, partyChoice, statusPath } = form;
  const partyForm = partyChoice ? 'choice' : 'party';
  const charges = ownAmount
    ? chargeRecords('Chrgs/Rcrd', { agent: 'Agt', bicName, also: ['CdtDbtInd', 'ChrgInclInd', 'Br'] })
    : chargeRecords('Chrgs', { agent: 'Pty', bicName, also: ['CdtDbtInd', 'Br'] });
  const exchange = exchangeReading([
    'AmtDtls/TxAmt/CcyXchg',
    'AmtDtls/InstdAmt/CcyXchg',
    'AmtDtls/CntrValAmt/CcyXchg',
  ]);
  const remittance = documentsReading(ownAmount ? 'several' : 'one');
  const parties = {
    debtorName: nameReading('RltdPties/Dbtr', partyForm),
    creditorName: nameReading('RltdPties/Cdtr', partyForm),
    ultimateDebtorName: nameReading('RltdPties/UltmtDbtr', partyForm),
    ultimateCreditorName: nameReading('RltdPties/UltmtCdtr', partyForm),
    debtorAccount: accountReading('RltdPties/DbtrAcct'),
    creditorAccount: accountReading('RltdPties/CdtrAcct'),
    debtorAgent: agentReading('RltdAgts/DbtrAgt', bicName),
    creditorAgent: agentReading('RltdAgts/CdtrAgt', bicName),
  };
  const amounts = { [INSTRUCTED_AMOUNT]: AMOUNT, ...exchange.fields };
  const transaction = scopeRule(
    { role: 'detail' },
    {
      fields: {
        'Refs/AcctSvcrRef': REFERENCE,
        'Refs/InstrId': REFERENCE,
        'Refs/EndToEndId': REFERENCE,
        'Refs/TxId': REFERENCE,
        'Refs/ClrSysRef': REFERENCE,
        ...(form.uetr && { 'Refs/UETR': UETR }),
        ...(ownAmount && { Amt: AMOUNT, CdtDbtInd: CODE }),
        [UNDERLYING_AMOUNT]: AMOUNT,
        ...amounts,
        ...Object.assign({}, ...Object.values(parties).map(({ fields }) => fields)),
        ...remittance.fields,
        'RtrInf/Rsn/Cd': CODE,
        'RtrInf/Rsn/Prtry': REFERENCE,
      },
      repeatable: remittance.repeatable,
      scopes: { ...charges.scopes, ...remittance.scopes },
    },
  );
  return {
    form,
    charges,
    exchange,
    remittance,
    parties,
    /** Where a transaction may state its amount; the first is its own. */
    amountPaths: ownAmount ? (['Amt', UNDERLYING_AMOUNT] as const) : ([UNDERLYING_AMOUNT] as const),
    fields: {
      NtryRef: REFERENCE,
      Amt: AMOUNT,
      CdtDbtInd: CODE,
      RvslInd: CODE,
      [statusPath]: CODE,
      ...dateChoice('BookgDt'),
      ...dateChoice('ValDt'),
      AcctSvcrRef: REFERENCE,
      ...amounts,
      [BATCH_COUNT]: CODE * 2,
    },
    scopes: { ...charges.scopes, [TRANSACTIONS]: transaction } satisfies Record<string, ScopeRule>,
    numbered: ['NtryDtls'],
  };
}
