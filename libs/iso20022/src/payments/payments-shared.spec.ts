import { amountOf, changed, documentXml } from '../markup.spec-kit.js';
import { read, readParts } from '../reading.spec-kit.js';
import { interbankStatusExample, returnExample } from './answer-examples.spec-kit.js';
import { coverExample, initiationExample, transferExample } from './examples.spec-kit.js';
import { recallAnswers } from './payments.spec-kit.js';

describe('what a message says for all of its payments', () => {
  it('is the settlement date of its header, where a payment has none of its own', async () => {
    const { definition, content } = transferExample('pacs.008.001.08', false);
    const dated = changed(content, 'FIToFICstmrCdtTrf/GrpHdr/IntrBkSttlmDt', '2026-03-05');
    const items = await read(documentXml(definition, dated));
    expect(items).toMatchObject([{ settlementDate: '2026-03-02' }, { settlementDate: '2026-03-05' }]);
  });

  it('is the settlement date of a return, too', async () => {
    const { definition, content } = returnExample('pacs.004.001.09');
    const dated = changed(content, 'PmtRtr/GrpHdr/IntrBkSttlmDt', '2026-03-05');
    const items = await read(documentXml(definition, dated));
    expect(items).toMatchObject([{ settlementDate: '2026-03-04' }, { settlementDate: '2026-03-05' }]);
  });

  it('is the message and the reason of returns that name none of their own', async () => {
    const { definition, content } = returnExample('pacs.004.001.09');
    const { GrpHdr, TxInf } = content.PmtRtr as Record<string, never>;
    const OrgnlGrpInf = {
      OrgnlMsgId: 'ALL-1',
      OrgnlMsgNmId: 'pacs.008.001.08',
      RtrRsnInf: { Rsn: { Cd: 'AM05' } },
    };
    const items = await read(documentXml(definition, { PmtRtr: { GrpHdr, OrgnlGrpInf, TxInf } }));
    expect(items).toMatchObject([
      { original: { messageId: 'PACS-8-1' }, reasons: [{ code: 'AC04' }] },
      { original: { messageId: 'ALL-1' }, reasons: [{ code: 'AM05' }] },
    ]);
  });

  it('is the charge bearer of a group, where an order says none of its own', async () => {
    const { definition, content } = initiationExample('pain.001.001.09');
    const own = changed(content, 'CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/ChrgBr', 'DEBT');
    expect(await read(documentXml(definition, own))).toMatchObject([
      { chargeBearer: 'DEBT' },
      { chargeBearer: 'SHAR' },
    ]);
  });

  it('is none of several messages that a status report speaks of', async () => {
    const { definition, content } = interbankStatusExample('pacs.002.001.10');
    const { OrgnlGrpInfAndSts: groups } = content.FIToFIPmtStsRpt as Record<string, never[]>;
    const both = changed(content, 'FIToFIPmtStsRpt/OrgnlGrpInfAndSts', [
      ...(groups ?? []),
      { OrgnlMsgId: 'OTHER' },
    ]);
    const bare = changed(both, 'FIToFIPmtStsRpt/TxInfAndSts', { OrgnlEndToEndId: 'E', TxSts: 'ACSC' });
    expect((await read(documentXml(definition, bare))).at(-1)).toMatchObject({
      level: 'transaction',
      original: { endToEndId: 'E' },
    });
  });
});

describe('a cover', () => {
  it('has the end-to-end id of what it covers; a payment of a bank for itself covers nothing', async () => {
    const { definition, content } = coverExample('pacs.009.001.08', false);
    const [cover, core] = await read(documentXml(definition, content));
    expect(cover).toMatchObject({ cover: true, underlying: { endToEndId: 'INV-2026-0042' } });
    expect(core).not.toHaveProperty('cover');
    expect(core).not.toHaveProperty('underlying');
  });
});

describe('a recall that is answered', () => {
  it('by the status of the case alone is one answer', async () => {
    const xml = documentXml('camt.029.001.09', recallAnswers('CNCL', 'CASE-9', []));
    const parts = await readParts(xml);
    expect(parts.map(({ kind }) => kind)).toEqual(['message', 'cancellation-answer', 'message-end']);
    expect(parts[1]).toEqual({
      kind: 'cancellation-answer',
      xpath: '/Document/RsltnOfInvstgtn',
      messageId: 'MSG-1',
      messageFormat: 'camt.029.001.09',
      level: 'case',
      assignmentId: 'MSG-1',
      caseId: 'CASE-9',
      confirmation: 'CNCL',
      status: 'CNCL',
      original: {},
      reasons: [],
    });
  });

  it('by nothing at all says nothing', async () => {
    const xml = documentXml('camt.029.001.09', recallAnswers(undefined, 'CASE-9', []));
    expect(await read(xml)).toEqual([]);
  });
});

it('references that say there is none are absent, wherever they stand', async () => {
  const { definition, content } = transferExample('pacs.008.001.08', false);
  const xml = documentXml(definition, content).replaceAll(
    /<(InstrId|EndToEndId|TxId|ClrSysRef|BICFI|Nm)>[^<]*</g,
    '<$1>NOTPROVIDED<',
  );
  const [item] = await read(xml);
  expect(item).toMatchObject({
    kind: 'credit-transfer',
    references: { uetr: '6f3a1c52-8d4e-4b7a-9c21-0f5e7d8a9b3c' },
  });
  expect(JSON.stringify(item)).not.toContain('NOTPROVIDED');
});

it('amounts have all digits of their currency, of 0, 2 and 3 digits', async () => {
  const { definition, content } = transferExample('pacs.008.001.08', false);
  for (const [amount, currency, read_] of [
    ['1500', 'JPY', '1500'],
    ['1500.00', 'JPY', '1500'],
    ['0.5', 'KZT', '0.50'],
    ['1.2', 'KWD', '1.200'],
  ] as const) {
    const whole = changed(
      content,
      'FIToFICstmrCdtTrf/CdtTrfTxInf/IntrBkSttlmAmt',
      amountOf({ amount, currency }),
    );
    expect((await read(documentXml(definition, whole)))[0]).toMatchObject({
      amount: { amount: read_, currency },
    });
  }
});
