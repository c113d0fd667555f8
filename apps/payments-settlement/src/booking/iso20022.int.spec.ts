import { randomUUID } from 'node:crypto';
import { timestampSchema, uuidSchema } from '@corridor/contracts';
import { type BankClient } from '../bank-client.spec-kit.js';
import { type CamtFile, type CamtTransaction, camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { KARACHI } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
let karachi: BankClient;

beforeAll(async () => {
  payments = await startPayments();
  ({ karachi } = payments);
});
afterAll(() => payments.stop());

const booked = async (): Promise<number> => (await payments.world.events('SettlementBooked')).length;
const bookedAs = async (settlementId: string | undefined) => {
  const [event] = await payments.world.events(
    'SettlementBooked',
    (data) => data.settlementId === settlementId,
  );
  if (!event) throw new Error(`${settlementId} is not booked`);
  return event;
};
const one = async (transaction: CamtTransaction, file: CamtFile = {}, bank = karachi) => {
  const { status, body } = await bank.file(camt054([transaction], file));
  expect(status).toBe(200);
  expect(body.results).toHaveLength(1);
  return body.results[0];
};

describe('a file of camt.054', () => {
  it('is answered for each transaction, in the order of the file', async () => {
    const before = await booked();
    const { status, body } = await karachi.file(
      camt054([
        { endToEndId: 'ORDER-1', servicerReference: 'ORDER-REF-1' },
        { endToEndId: 'NOTPROVIDED', servicerReference: 'ORDER-REF-2', sign: 'DBIT' },
        { entryReference: 'ORDER-3', amount: '0.00' },
        { servicerReference: 'ORDER-REF-4', amount: '7.50', currency: 'KZT' },
        { endToEndId: 'ORDER-1', servicerReference: 'ORDER-REF-1' },
      ]),
    );
    expect(status).toBe(200);
    const [first, debit, nothing, fourth, again] = body.results;
    expect([first, fourth].map((each) => [each?.reference, each?.status])).toEqual([
      ['ORDER-1', 'accepted'],
      ['ORDER-REF-4', 'accepted'],
    ]);
    expect(debit).toMatchObject({ reference: 'ORDER-REF-2', status: 'rejected', reason: 'not-a-credit' });
    expect(nothing).toMatchObject({
      reference: 'ORDER-3',
      status: 'rejected',
      reason: 'amount-not-positive',
      xpath: '/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[3]/Amt',
    });
    expect(again).toEqual({ ...first, status: 'duplicate' });
    expect(body.results).toHaveLength(5);
    expect(await booked()).toBe(before + 2);
  });

  it('is booked with all that it says', async () => {
    const uetr = '6f2a9b1e-0c3d-4e5f-8a9b-0c1d2e3f4a5b';
    const result = await one(
      {
        endToEndId: 'FULL-1',
        uetr: uetr.toUpperCase(),
        servicerReference: 'FULL-REF',
        amount: '1234.5',
        remittance: ['invoice\n      FULL-1', '/INV/FULL-1'],
        debtor: 'Қазақ Сауда',
        creditor: 'Demo &amp; Sons',
      },
      { messageId: 'FULL-MSG' },
    );
    const event = await bookedAs(result?.settlementId);
    expect(event).toMatchObject({
      position: result?.position,
      streamId: `settlement-${result?.settlementId}`,
      occurredAt: '2026-03-30T00:00:00+05:00',
      actor: `bank:${KARACHI}`,
      participants: [KARACHI],
      demo: false,
      data: {
        settlementId: result?.settlementId,
        bank: KARACHI,
        account: 'PK36SCBL0000001123456702',
        amount: { amount: '1234.50', currency: 'USD' },
        references: {
          endToEndId: 'FULL-1',
          uetr,
          accountServicerReference: 'FULL-REF',
          remittance: ['invoice FULL-1', '/INV/FULL-1'],
        },
        bookedOn: '2026-03-30',
        valueDate: '2026-03-31',
        debtorName: 'Қазақ Сауда',
        creditorName: 'Demo & Sons',
        format: 'camt.054.001.08',
        messageId: 'FULL-MSG',
      },
    });
    expect(uuidSchema.safeParse(result?.settlementId).success).toBe(true);
    expect(timestampSchema.safeParse(event.occurredAt).success).toBe(true);
  });

  it.each<[string, CamtTransaction, CamtFile, string, string?]>([
    ['a pending credit', { status: 'PDNG' }, {}, 'not-booked'],
    ['an informational one', { status: 'INFO' }, { version: '04' }, 'not-booked'],
    ['a future one', { status: 'FUTR' }, {}, 'not-booked'],
    ['a debit', { sign: 'DBIT' }, {}, 'not-a-credit'],
    ['a reversal of a debit', { reversal: 'true' }, {}, 'reversal-not-settled'],
    ['a reversed credit that is not here', { sign: 'DBIT', reversal: 'true' }, {}, 'original-unknown'],
    ['a copy', {}, { copy: 'COPY' }, 'copy-not-settled'],
    ['a duplicate', {}, { copy: 'DUPL' }, 'copy-not-settled'],
    ['a copy of a duplicate', {}, { copy: 'CODU' }, 'copy-not-settled'],
    ['no day of booking', { bookedOn: undefined }, {}, 'field-missing', '/Ntry[1]/BookgDt'],
    ['no value date', { valueDate: undefined }, {}, 'field-missing', '/Ntry[1]/ValDt'],
    ['the year 0', { bookedOn: '0000-01-01' }, {}, 'field-invalid', '/Ntry[1]/BookgDt/Dt'],
    ['no day at all', { valueDate: '2026-02-30' }, {}, 'field-invalid', '/Ntry[1]/ValDt/Dt'],
    ['an unknown currency', { currency: 'XXX' }, {}, 'unknown-currency', '/Ntry[1]/Amt/@Ccy'],
    ['a negative amount', { amount: '-1.00' }, {}, 'amount-not-positive', '/Ntry[1]/Amt'],
    ['half a cent', { amount: '0.005' }, {}, 'amount-too-precise', '/Ntry[1]/Amt'],
    ['too much money', { amount: '12345678901234567.00' }, {}, 'amount-too-large', '/Ntry[1]/Amt'],
    ['a long reference', { endToEndId: 'x'.repeat(36) }, {}, 'field-invalid', '/TxDtls[1]/Refs/EndToEndId'],
    ['a UETR that is none', { uetr: 'x' }, {}, 'field-invalid', '/TxDtls[1]/Refs/UETR'],
    [
      'remittance without end',
      { remittance: Array(101).fill('a') },
      {},
      'field-invalid',
      '/RmtInf/Ustrd[101]',
    ],
  ])('rejects %s, and says why', async (_, transaction, file, code, xpath = '') => {
    const before = await booked();
    const result = await one({ endToEndId: 'REJECTED', ...transaction }, file);
    expect(result).toMatchObject({
      status: 'rejected',
      isoStatus: 'RJCT',
      reason: code,
      message: expect.any(String),
    });
    expect(result?.xpath).toMatch(/^\/Document\/BkToCstmrDbtCdtNtfctn/);
    const found = result?.xpath ?? '';
    expect(found.slice(found.length - xpath.length)).toBe(xpath);
    expect(await booked()).toBe(before);
  });

  it.each<[string, CamtTransaction, string]>([
    ['line breaks and controls', { debtor: 'Demo\r\n   Trading&#x85;JSC' }, 'Demo Trading JSC'],
    ['wide characters', { debtor: '𠀀'.repeat(140) }, '𠀀'.repeat(140)],
    ['signs of both directions', { debtor: '&#x202e;ىراتب&#x200b;' }, '\u202eىراتب\u200b'],
  ])('is booked though a name has %s', async (name, transaction, debtorName) => {
    const result = await one({ servicerReference: name, ...transaction });
    expect((await bookedAs(result?.settlementId)).data.debtorName).toBe(debtorName);
  });

  const ACCOUNT = '<IBAN>PK36SCBL0000001123456702</IBAN>';
  const sound = camt054([{ endToEndId: 'FAULT-1' }, { endToEndId: 'FAULT-2' }]);
  it.each<[string, string | Uint8Array, number, string]>([
    ['broken XML', sound.slice(0, -30), 400, 'xml-malformed'],
    ['nothing', '', 400, 'xml-malformed'],
    ['no XML', '{"a": 1}', 400, 'xml-malformed'],
    [
      'a bomb',
      sound.replace('<Document', '<!DOCTYPE d [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><Document'),
      400,
      'xml-doctype',
    ],
    ['UTF-16', Buffer.from(`\ufeff${sound}`, 'utf16le'), 400, 'encoding-unsupported'],
    ['depth without end', sound.replace('<BkTxCd/>', '<a>'.repeat(50)), 400, 'xml-too-deep'],
    ['another message', sound.replaceAll('camt.054.001.08', 'pacs.028.001.03'), 422, 'message-unsupported'],
    ['no account', sound.replace(ACCOUNT, ''), 422, 'field-missing'],
    ['no message id', sound.replace(/<MsgId>[^<]*<.MsgId>/, ''), 422, 'field-missing'],
    ['an account that is none', sound.replace(ACCOUNT, '<IBAN>x</IBAN>'), 422, 'field-invalid'],
    [
      'a fault behind sound entries',
      sound.replace('</Ntfctn>', `<Acct><Id>${ACCOUNT}</Id></Acct></Ntfctn>`),
      422,
      'field-invalid',
    ],
  ])('with %s is refused whole', async (_, file, status, code) => {
    const before = await booked();
    const answer = await karachi.file(file);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await booked()).toBe(before);
  });

  it('tells where in the file its fault is', async () => {
    const { body } = await karachi.file(sound.replace(ACCOUNT, ''));
    expect(body).toMatchObject({
      xpath: '/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Acct/Id',
      line: 5,
      column: expect.any(Number),
    });
  });

  it('of 10 MB that holds no message is refused when it has been looked through', async () => {
    const { status, body } = await karachi.file(Buffer.alloc(10 * 1024 * 1024, ' '));
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'xml-too-large' });
  });

  it('is XML, and nothing else', async () => {
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      const { status, body } = await karachi.file(type === 'application/json' ? '{}' : sound, type);
      expect([type, status, body.code]).toEqual([type, 415, 'media-type-unsupported']);
    }
    expect((await karachi.file(sound, 'text/xml; charset=utf-8')).status).toBe(200);
  });

  it('that is sent as what it is not is told where it goes', async () => {
    const asJson = await karachi.file(sound, 'application/json');
    expect([asJson.status, asJson.body.code, asJson.body.detail]).toEqual([
      400,
      'request-malformed',
      'The body is XML, not JSON. Messages of ISO 20022 are sent to /v1/iso20022, as application/xml.',
    ]);
    for (const type of ['application/json', 'application/xml']) {
      const { body } = await karachi.settlement(`\n${sound}`, randomUUID(), { 'content-type': type });
      expect(body.detail).toMatch(/Messages of ISO 20022 are sent to \/v1\/iso20022, as application\/xml\.$/);
    }
    for (const text of ['{"account": 1}', ' \n[{}]']) {
      const { status, body } = await karachi.file(text);
      expect([status, body.code]).toEqual([400, 'xml-malformed']);
      expect(body.detail).toMatch(/The body is JSON: .* \/v1\/settlements, as application\/json\.$/);
    }
    expect((await karachi.file('INV-2026-0042')).body.detail).not.toContain('JSON');
  });

  it.each(['trader', 'operator'] as const)('is not for a %s to send', async (role) => {
    const { status, body } = await payments.another(role).file(sound);
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'right-missing' });
  });

  it('needs a key', async () => {
    expect((await payments.another('nobody').file(sound)).status).toBe(401);
  });
});
