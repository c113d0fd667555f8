import { changed, documentXml, type Markup, xmlOf } from '../markup.spec-kit.js';
import { faultOf, read } from '../reading.spec-kit.js';
import { EXAMPLES } from './all-examples.spec-kit.js';

/** The newest example of a family. */
function exampleOf(family: string) {
  const found = EXAMPLES.findLast(({ definition }) => definition.startsWith(family));
  if (!found) throw new Error(`no example of ${family}`);
  return found;
}

const usd = (text: string): Markup => ({ text, currency: 'USD' });
const LONG = 'R'.repeat(36);

type Fault = [
  family: string,
  path: string,
  content: Markup | undefined,
  code: string,
  /** Where it shows, below the payment or, with `^`, below the group that it stands in; what is left of `path` else. */
  at?: string,
];

const TRANSFER = 'CdtTrfTxInf';
const ITEM_FAULTS: readonly Fault[] = [
  ['pacs.008', `${TRANSFER}/PmtId/EndToEndId`, undefined, 'field-missing'],
  ['pacs.008', `${TRANSFER}/PmtId/EndToEndId`, LONG, 'field-invalid'],
  ['pacs.008', `${TRANSFER}/PmtId/InstrId`, LONG, 'field-invalid'],
  ['pacs.008', `${TRANSFER}/PmtId/UETR`, '6f3a1c52-8d4e-1b7a-9c21-0f5e7d8a9b3c', 'field-invalid'],
  ['pacs.008', `${TRANSFER}/IntrBkSttlmAmt`, undefined, 'field-missing'],
  ['pacs.008', `${TRANSFER}/IntrBkSttlmAmt`, '12.50', 'field-missing', '/IntrBkSttlmAmt/@Ccy'],
  ['pacs.008', `${TRANSFER}/IntrBkSttlmAmt`, usd('0'), 'amount-not-positive'],
  ['pacs.008', `${TRANSFER}/IntrBkSttlmAmt`, usd('1.005'), 'amount-too-precise'],
  ['pacs.008', `${TRANSFER}/IntrBkSttlmAmt`, usd('1,50'), 'amount-malformed'],
  [
    'pacs.008',
    `${TRANSFER}/IntrBkSttlmAmt`,
    { text: '1', currency: 'XXX' },
    'unknown-currency',
    '/IntrBkSttlmAmt/@Ccy',
  ],
  ['pacs.008', `${TRANSFER}/IntrBkSttlmDt`, '2026-02-29', 'field-invalid'],
  ['pacs.008', `${TRANSFER}/InstdAmt`, usd('-1'), 'amount-not-positive'],
  ['pacs.008', `${TRANSFER}/XchgRate`, '0', 'field-invalid'],
  ['pacs.008', `${TRANSFER}/XchgRate`, '1e3', 'field-invalid'],
  ['pacs.008', `${TRANSFER}/ChrgBr`, undefined, 'field-missing'],
  ['pacs.008', `${TRANSFER}/ChrgBr`, 'BOTH', 'field-invalid'],
  ['pacs.008', `${TRANSFER}/ChrgsInf/Amt`, undefined, 'field-missing', '/ChrgsInf[1]/Amt'],
  [
    'pacs.008',
    `${TRANSFER}/ChrgsInf/Agt/FinInstnId/BICFI`,
    'SCBL',
    'field-invalid',
    '/ChrgsInf[1]/Agt/FinInstnId/BICFI',
  ],
  ['pacs.008', `${TRANSFER}/Dbtr/PstlAdr/Ctry`, 'PAK', 'field-invalid'],
  ['pacs.008', `${TRANSFER}/Dbtr/Nm`, 'N'.repeat(141), 'field-invalid'],
  ['pacs.008', `${TRANSFER}/DbtrAgt/FinInstnId/BICFI`, 'SCBLPKK', 'field-invalid'],
  ['pacs.008', `${TRANSFER}/CdtrAcct/Id/IBAN`, 'PK36 SCBL 0000 0011 2345 6702', 'field-invalid'],
  ['pacs.008', `${TRANSFER}/CdtrAcct/Id/Othr/Id`, '1', 'field-invalid', '/CdtrAcct/Id'],
  ['pacs.008', `${TRANSFER}/RmtInf/Ustrd`, 'U'.repeat(141), 'field-invalid'],
  ['pacs.008', `${TRANSFER}/Purp`, 'GDDS', 'ok'],
  ['pacs.009', `${TRANSFER}/Dbtr/FinInstnId/BICFI`, 'hsbkkzkx', 'field-invalid'],
  ['pacs.009', `${TRANSFER}/UndrlygCstmrCdtTrf/InstdAmt`, usd('x'), 'amount-malformed'],
  ['pacs.009', `${TRANSFER}/UndrlygCstmrCdtTrf/Dbtr/PstlAdr/Ctry`, 'kz', 'field-invalid'],
  ['pain.001', `PmtInf/${TRANSFER}/Amt/InstdAmt`, undefined, 'field-missing', '/Amt/InstdAmt'],
  ['pain.001', `PmtInf/${TRANSFER}/ChrgBr`, 'ALL', 'field-invalid', '/ChrgBr'],
  ['pain.001', 'PmtInf/ReqdExctnDt/Dt', '2026-13-01', 'field-invalid', '^/ReqdExctnDt/Dt'],
  ['pain.001', 'PmtInf/DbtrAcct/Id/IBAN', '1', 'field-invalid', '^/DbtrAcct/Id/IBAN'],
  ['pain.001', 'PmtInf/PmtInfId', LONG, 'field-invalid', '^/PmtInfId'],
  ['pacs.002', 'TxInfAndSts/TxSts', 'accepted', 'field-invalid'],
  ['pacs.002', 'TxInfAndSts/OrgnlUETR', '1', 'field-invalid'],
  ['pacs.002', 'TxInfAndSts/AccptncDtTm', '2026-03-02', 'field-invalid'],
  ['pacs.002', 'TxInfAndSts/OrgnlTxRef/IntrBkSttlmAmt', usd(''), 'ok'],
  ['pacs.002', 'TxInfAndSts/StsRsnInf/Rsn/Cd', 'AC4', 'field-invalid', '/StsRsnInf[1]/Rsn/Cd'],
  ['pacs.002', 'TxInfAndSts/StsRsnInf/AddtlInf', 'A'.repeat(106), 'field-invalid', '/StsRsnInf[1]/AddtlInf'],
  ['pacs.004', 'TxInf/RtrdIntrBkSttlmAmt', undefined, 'field-missing'],
  ['pacs.004', 'TxInf/RtrdIntrBkSttlmAmt', usd('0.00'), 'amount-not-positive'],
  ['pacs.004', 'TxInf/OrgnlIntrBkSttlmDt', '02.03.2026', 'field-invalid'],
  ['pacs.004', 'TxInf/ChrgBr', 'OUR', 'field-invalid'],
  ['camt.056', 'Undrlyg/TxInf/OrgnlIntrBkSttlmAmt', usd('one'), 'amount-malformed', '/OrgnlIntrBkSttlmAmt'],
  ['camt.056', 'Undrlyg/TxInf/CxlRsnInf/Rsn/Cd', 'no', 'field-invalid', '/CxlRsnInf[1]/Rsn/Cd'],
  ['camt.029', 'CxlDtls/TxInfAndSts/TxCxlSts', 'no', 'field-invalid', '/TxCxlSts'],
];

/** Where the first payment of an example stands. */
const BASES: Readonly<Record<string, string>> = {
  'pacs.008': '/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]',
  'pacs.009': '/Document/FICdtTrf/CdtTrfTxInf[1]',
  'pain.001': '/Document/CstmrCdtTrfInitn/PmtInf[1]/CdtTrfTxInf[1]',
  'pacs.002': '/Document/FIToFIPmtStsRpt/TxInfAndSts[1]',
  'pacs.004': '/Document/PmtRtr/TxInf[1]',
  'camt.056': '/Document/FIToFIPmtCxlReq/Undrlyg[1]/TxInf[1]',
  'camt.029': '/Document/RsltnOfInvstgtn/CxlDtls[1]/TxInfAndSts[1]',
};

it.each<Fault>(ITEM_FAULTS.filter(([, , , code]) => code !== 'ok'))(
  'of a %s, %s with %j is refused with %s',
  async (family, path, content, code, at = `/${path.split('/').slice(1).join('/')}`) => {
    const { definition, content: whole, items } = exampleOf(family);
    const [root = ''] = Object.keys(whole);
    const got = await read(documentXml(definition, changed(whole, `${root}/${path}`, content)));
    const wrong = got.filter((item) => item.kind === 'rejected');
    const base = BASES[family] ?? '';
    const xpath = at.startsWith('^')
      ? `${base.replace(/\/CdtTrfTxInf\[1\]$/, '')}${at.slice(1)}`
      : `${base}${at}`;
    expect(wrong).toMatchObject([{ code, xpath, messageFormat: definition }]);
    // The rest of the file is read on.
    expect(got).toHaveLength(items.length);
  },
);

it.each<Fault>(ITEM_FAULTS.filter(([, , , code]) => code === 'ok'))(
  'of a %s, %s with %j says nothing and is no fault',
  async (family, path, content) => {
    const { definition, content: whole } = exampleOf(family);
    const [root = ''] = Object.keys(whole);
    const got = await read(documentXml(definition, changed(whole, `${root}/${path}`, content)));
    expect(got.filter((item) => item.kind === 'rejected')).toEqual([]);
  },
);

it.each([
  ['pacs.008', 'INV-2026-0042'],
  ['pacs.004', 'INV-2026-0042'],
  ['camt.056', 'INV-2026-0042'],
])('a rejected item of a %s is named by its end-to-end id', async (family, reference) => {
  const { definition, content } = exampleOf(family);
  const xml = documentXml(definition, content).replaceAll('Ccy="USD">', 'Ccy="USD">-');
  expect((await read(xml)).find((item) => item.kind === 'rejected')).toMatchObject({ reference });
});

it.each<[family: string, path: string, content: Markup | undefined, code: string]>([
  ['pacs.008', 'GrpHdr/MsgId', undefined, 'field-missing'],
  ['pacs.008', 'GrpHdr/MsgId', LONG, 'field-invalid'],
  ['pacs.008', 'GrpHdr/CreDtTm', 'today', 'field-invalid'],
  ['pacs.008', 'GrpHdr/NbOfTxs', 'two', 'field-invalid'],
  ['pacs.008', 'GrpHdr/CtrlSum', '1,5', 'field-invalid'],
  ['pacs.008', 'CdtTrfTxInf', undefined, 'field-missing'],
  ['pacs.009', 'CdtTrfTxInf', undefined, 'field-missing'],
  ['pacs.002', 'GrpHdr/InstgAgt/FinInstnId/BICFI', 'SCBL', 'field-invalid'],
  ['pacs.004', 'TxInf', undefined, 'field-missing'],
  ['pain.001', 'PmtInf', undefined, 'field-missing'],
  ['pain.002', 'OrgnlGrpInfAndSts', undefined, 'field-missing'],
  ['camt.056', 'Assgnmt/Id', undefined, 'field-missing'],
  ['camt.056', 'Undrlyg', undefined, 'field-missing'],
  ['camt.029', 'Assgnmt/Id', undefined, 'field-missing'],
])('of a whole %s, %s with %j is refused with %s', async (family, path, content, code) => {
  const { definition, content: whole } = exampleOf(family);
  const [root = ''] = Object.keys(whole);
  const got = await faultOf(documentXml(definition, changed(whole, `${root}/${path}`, content)));
  expect(got).toMatchObject({ code, xpath: `/Document/${root}/${path}` });
});

it.each([
  ['pacs.008', 'GrpHdr', 'GrpHdr[2]'],
  ['pacs.004', 'OrgnlGrpInf', 'OrgnlGrpInf'],
  ['camt.056', 'Case', 'Case'],
])('of a %s, %s behind what it is about is refused', async (family, name, at) => {
  const { definition, content } = exampleOf(family);
  const [root = ''] = Object.keys(content);
  const late = xmlOf({ [name]: { Id: '1', MsgId: '1', OrgnlMsgId: '1' } });
  const xml = documentXml(definition, content).replace(`</${root}>`, `${late}</${root}>`);
  expect(await faultOf(xml)).toMatchObject({ code: 'field-invalid', xpath: `/Document/${root}/${at}` });
});

it('a cover that stands twice in a payment is refused', async () => {
  const { definition, content } = exampleOf('pacs.009');
  const xml = documentXml(definition, content).replace(
    /(<UndrlygCstmrCdtTrf>.*<\/UndrlygCstmrCdtTrf>)/,
    '$1$1',
  );
  expect((await read(xml))[0]).toMatchObject({
    kind: 'rejected',
    code: 'field-invalid',
    xpath: '/Document/FICdtTrf/CdtTrfTxInf[1]/UndrlygCstmrCdtTrf[2]',
  });
});

it.each<[string, string, string | undefined]>([
  ['names a message alone', '<OrgnlGrpInfAndCxl><OrgnlMsgId>P8</OrgnlMsgId></OrgnlGrpInfAndCxl>', 'P8'],
  [
    'says that not all of it is meant',
    '<OrgnlGrpInfAndCxl><OrgnlMsgId>P8</OrgnlMsgId><GrpCxl>false</GrpCxl></OrgnlGrpInfAndCxl>',
    'P8',
  ],
  ['is empty', '', undefined],
])('a recall whose Undrlyg %s is refused, as it asks for no payment', async (_, underlying, reference) => {
  const { definition, content } = exampleOf('camt.056');
  const xml = documentXml(definition, content).replace(
    /<Undrlyg>.*<\/Undrlyg>/s,
    `<Undrlyg>${underlying}</Undrlyg>`,
  );
  expect(await read(xml)).toEqual([
    {
      kind: 'rejected',
      code: 'field-missing',
      xpath: '/Document/FIToFIPmtCxlReq/Undrlyg[1]/TxInf',
      message: expect.stringContaining('asks for no payment'),
      ...(reference !== undefined && { reference, named: { messageId: reference } }),
      messageId: expect.any(String),
      messageFormat: definition,
    },
  ]);
});

it('more reasons than anybody gives are refused', async () => {
  const { definition, content } = exampleOf('pacs.002');
  const many = (count: number) =>
    changed(content, 'FIToFIPmtStsRpt/TxInfAndSts/StsRsnInf', Array(count).fill({ Rsn: { Cd: 'AC04' } }));
  expect((await read(documentXml(definition, many(100))))[1]).toMatchObject({ kind: 'status-report' });
  expect((await read(documentXml(definition, many(101))))[1]).toMatchObject({
    kind: 'rejected',
    xpath: '/Document/FIToFIPmtStsRpt/TxInfAndSts[1]/StsRsnInf[101]',
  });
});
