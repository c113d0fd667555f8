import { changed, type Elements } from '../markup.spec-kit.js';
import { faultOf, read, readParts } from '../reading.spec-kit.js';
import { BALANCES, camt053, ENTRIES, entry, STATEMENT, usd } from './camt053.spec-kit.js';
import { IBAN } from './camt054.spec-kit.js';

const XPATH = '/Document/BkToCstmrStmt/Stmt[1]';
const statementOf = (also: Elements) => camt053([{ ...STATEMENT, ...also }]);
const endOf = async (file: string) => (await readParts(file)).find((part) => part.kind === 'statement-end');

describe('a statement', () => {
  it('begins with its account, its numbers and the time it is of', async () => {
    expect((await readParts(camt053()))[1]).toEqual({
      kind: 'statement',
      xpath: XPATH,
      messageId: 'MSG-1',
      messageFormat: 'camt.053.001.08',
      statementId: 'STM-1',
      electronicSequenceNumber: 61,
      legalSequenceNumber: 7,
      page: { number: 2, last: false },
      createdAt: '2026-03-02T07:00:00+05:00',
      account: IBAN,
      accountCurrency: 'USD',
      accountServicer: 'SCBLPKKX',
      from: '2026-03-01T00:00:00+05:00',
      to: '2026-03-01T23:59:59+05:00',
    });
  });

  it('ends with its balances, each with its sign, and what its entries come to', async () => {
    expect(await endOf(camt053())).toEqual({
      kind: 'statement-end',
      xpath: XPATH,
      messageId: 'MSG-1',
      messageFormat: 'camt.053.001.08',
      account: IBAN,
      balances: BALANCES,
      entriesCount: 2,
      bookedNet: [{ amount: '100.00', currency: 'USD' }],
      summary: {
        total: { entries: 2, sum: '140', net: '100' },
        credits: { entries: 1, sum: '120' },
        debits: { entries: 1, sum: '20' },
      },
      counted: {
        total: { entries: 2, sum: '140', net: '100' },
        credits: { entries: 1, sum: '120' },
        debits: { entries: 1, sum: '20' },
      },
    });
  });

  it('counts all of its entries as its bank does, whatever their status', async () => {
    const pending = entry('9.50', { Sts: { Cd: 'PDNG' }, CdtDbtInd: 'DBIT' });
    expect(await endOf(statementOf({ Ntry: [...ENTRIES, pending] }))).toMatchObject({
      counted: {
        total: { entries: 3, sum: '149.5', net: '90.5' },
        credits: { entries: 1, sum: '120' },
        debits: { entries: 2, sum: '29.5' },
      },
    });
  });

  it('has its entries between them, as in a notification', async () => {
    expect(await read(camt053())).toMatchObject([
      { kind: 'entry', xpath: `${XPATH}/Ntry[1]`, accountServicerReference: 'SVC-1', creditDebit: 'CRDT' },
      { kind: 'entry', xpath: `${XPATH}/Ntry[2]`, accountServicerReference: 'SVC-2', creditDebit: 'DBIT' },
    ]);
  });

  it('without entries has its balances all the same', async () => {
    expect(await endOf(camt053([STATEMENT]))).toMatchObject({
      balances: BALANCES,
      entriesCount: 0,
      bookedNet: [],
    });
  });

  it('says the net of its entries where 001.02 has it', async () => {
    const TxsSummry = { TtlNtries: { TtlNetNtryAmt: '7.50', CdtDbtInd: 'DBIT' } };
    const old = camt053([{ Id: 'S', Acct: STATEMENT.Acct, TxsSummry }], 'camt.053.001.02');
    expect(await endOf(old)).toMatchObject({ summary: { total: { net: '-7.5' } } });
  });

  it('counts entries with a fault, and then does not say what all come to', async () => {
    const end = await endOf(statementOf({ Ntry: [...ENTRIES, entry('x')] }));
    expect(end).toMatchObject({ entriesCount: 3 });
    expect(end).not.toHaveProperty('bookedNet');
    expect(end).not.toHaveProperty('counted');
  });

  it('comes to what is booked, in each currency', async () => {
    const jpy = { Amt: { text: '1500', currency: 'JPY' } };
    const pending = entry('9.00', { Sts: { Cd: 'PDNG' } });
    expect(await endOf(statementOf({ Ntry: [...ENTRIES, entry('1', jpy), pending] }))).toMatchObject({
      bookedNet: [
        { amount: '100.00', currency: 'USD' },
        { amount: '1500', currency: 'JPY' },
      ],
    });
  });

  it.each<[string, Elements[string], string, string?]>([
    ['ElctrncSeqNb', 'first', 'field-invalid'],
    ['StmtPgntn/PgNb', '-1', 'field-invalid'],
    ['StmtPgntn/LastPgInd', undefined, 'field-missing'],
    ['FrToDt/ToDtTm', '2026-03-01', 'field-invalid'],
    ['Acct/Ccy', 'dollars', 'field-invalid'],
    ['Acct/Svcr/FinInstnId/BICFI', 'SCBL', 'field-invalid'],
    ['Bal/Amt', undefined, 'field-missing', 'Bal[1]/Amt'],
    ['Bal/Amt', usd('-1'), 'field-invalid', 'Bal[1]/Amt'],
    ['Bal/CdtDbtInd', 'PLUS', 'field-invalid', 'Bal[1]/CdtDbtInd'],
    ['Bal/Dt', undefined, 'field-missing', 'Bal[1]/Dt/Dt'],
    ['Bal/Tp', undefined, 'field-missing', 'Bal[1]/Tp/CdOrPrtry/Cd'],
    ['TxsSummry/TtlNtries/Sum', 'much', 'field-invalid'],
  ])('with %s %j makes the file a wrong one', async (path, content, code, at = path) => {
    const file = camt053([changed(STATEMENT, path, content)]);
    expect(await faultOf(file)).toMatchObject({ code, xpath: `${XPATH}/${at}` });
  });

  it('with a balance behind its entries makes the file a wrong one', async () => {
    const { Bal, ...before } = STATEMENT;
    expect(await faultOf(camt053([{ ...before, Ntry: ENTRIES, Bal }]))).toMatchObject({
      code: 'field-invalid',
      xpath: `${XPATH}/Bal[1]`,
    });
  });
});
