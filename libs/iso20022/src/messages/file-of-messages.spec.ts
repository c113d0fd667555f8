import { documentXml } from '../markup.spec-kit.js';
import { returnExample } from '../payments/answer-examples.spec-kit.js';
import { coverExample, transferExample } from '../payments/examples.spec-kit.js';
import { faultOf, read, readParts } from '../reading.spec-kit.js';
import { withEntries } from '../statements/camt054.spec-kit.js';

const HEAD = 'urn:iso:std:iso:20022:tech:xsd:head.001.001.';
const pacs008 = transferExample('pacs.008.001.08', false);
const pacs009 = coverExample('pacs.009.001.08', false);
const pacs004 = returnExample('pacs.004.001.09');
const documentOf = ({ definition, content }: typeof pacs008) => documentXml(definition, content);

function header(definition: string, also = '', version = '02'): string {
  const bank = (bic: string) => `<FIId><FinInstnId><BICFI>${bic}</BICFI></FinInstnId></FIId>`;
  return `<AppHdr xmlns="${HEAD}${version}"><Fr>${bank('HSBKKZKX')}</Fr><To>${bank('SCBLPKKX')}</To><BizMsgIdr>BIZ-1</BizMsgIdr><MsgDefIdr>${definition}</MsgDefIdr><BizSvc>swift.cbprplus.03</BizSvc><CreDt>2026-03-02T08:00:00Z</CreDt>${also}</AppHdr>`;
}

describe('a business application header', () => {
  const document = documentOf(pacs008);
  const head = header('pacs.008.001.08', '<CpyDplct>DUPL</CpyDplct><PssblDplct>true</PssblDplct>');
  const read_ = {
    businessMessageId: 'BIZ-1',
    messageDefinition: 'pacs.008.001.08',
    businessService: 'swift.cbprplus.03',
    createdAt: '2026-03-02T08:00:00Z',
    from: 'HSBKKZKX',
    to: 'SCBLPKKX',
    possibleDuplicate: true,
    copyDuplicate: 'DUPL',
  };

  it.each([
    ['beside the message', `<RequestPayload>${head}${document}</RequestPayload>`],
    ['in an envelope of its own', `<BizMsgEnvlp><Hdr>${head}</Hdr><Doc>${document}</Doc></BizMsgEnvlp>`],
    ['deep in an envelope', `<DataPDU xmlns="urn:x"><Header/><Body>${head}${document}</Body></DataPDU>`],
  ])('is read %s', async (_, file) => {
    const [begin] = await readParts(file);
    expect(begin).toMatchObject({ kind: 'message', header: read_ });
  });

  it.each(['01', '02', '03', '04'])('is read of version 001.%s', async (version) => {
    const file = `<Msg>${header('pacs.008.001.08', '', version)}${document}</Msg>`;
    expect((await readParts(file))[0]).toMatchObject({
      header: { businessMessageId: 'BIZ-1', from: 'HSBKKZKX' },
    });
  });

  it('names an organisation by its BIC, too', async () => {
    const organisation = '<OrgId><Id><OrgId><AnyBIC>ALMTKZK1</AnyBIC></OrgId></Id></OrgId>';
    const file = `<Msg>${head.replace(/<Fr>.*<\/Fr>/, `<Fr>${organisation}</Fr>`)}${document}</Msg>`;
    expect((await readParts(file))[0]).toMatchObject({ header: { from: 'ALMTKZK1' } });
  });

  it.each([
    ['of another message', header('pacs.009.001.08'), 'header-differs', '/Msg/AppHdr/MsgDefIdr'],
    ['of another version', header('pacs.008.001.09'), 'header-differs', '/Msg/AppHdr/MsgDefIdr'],
    ['before another header', head + head, 'header-differs', '/Msg/AppHdr'],
    [
      'without its id',
      head.replace('<BizMsgIdr>BIZ-1</BizMsgIdr>', ''),
      'field-missing',
      '/Msg/AppHdr/BizMsgIdr',
    ],
    [
      'without a message',
      head.replace(/<MsgDefIdr>.*<\/MsgDefIdr>/, ''),
      'field-missing',
      '/Msg/AppHdr/MsgDefIdr',
    ],
    [
      'with two ids',
      head.replace(/(<BizMsgIdr>.*<\/BizMsgIdr>)/, '$1$1'),
      'field-invalid',
      '/Msg/AppHdr/BizMsgIdr[2]',
    ],
    [
      'with a date that is none',
      head.replace('2026-03-02T08', '2026-02-30T08'),
      'field-invalid',
      '/Msg/AppHdr/CreDt',
    ],
    [
      'with a BIC that is none',
      head.replace('HSBKKZKX', 'HSBK'),
      'field-invalid',
      '/Msg/AppHdr/Fr/FIId/FinInstnId/BICFI',
    ],
    ['with an unknown copy code', head.replace('DUPL', 'TWIN'), 'field-invalid', '/Msg/AppHdr/CpyDplct'],
  ])('%s makes the file a wrong one', async (_, before, code, xpath) => {
    expect(await faultOf(`<Msg>${before}${document}</Msg>`)).toMatchObject({ code, xpath });
  });

  it('that is behind its message makes the file a wrong one', async () => {
    expect(await faultOf(`<Msg>${document}${head}</Msg>`)).toMatchObject({ code: 'header-differs' });
  });

  it('of another namespace is none', async () => {
    const file = `<Msg>${head.replaceAll(HEAD, 'urn:other:')}${document}</Msg>`;
    expect((await readParts(file))[0]).not.toHaveProperty('header');
  });
});

describe('a file of several messages', () => {
  const many = [pacs008, pacs009, pacs004];

  it('is read in its order, each message with its own header', async () => {
    const wrapped = many.map((each) => `<Msg>${header(each.definition)}${documentOf(each)}</Msg>`).join('');
    const parts = await readParts(`<Batch>${wrapped}</Batch>`);
    const begins = parts.filter((part) => part.kind === 'message');
    expect(begins).toMatchObject(
      many.map(({ definition }, index) => ({
        definition,
        xpath: `/Batch/Msg${index === 0 ? '' : `[${index + 1}]`}/Document`,
        header: { messageDefinition: definition },
      })),
    );
    expect(parts.map(({ kind }) => kind)).toEqual([
      ...['message', 'credit-transfer', 'credit-transfer', 'message-end'],
      ...['message', 'credit-transfer', 'credit-transfer', 'message-end'],
      ...['message', 'payment-return', 'payment-return', 'message-end'],
    ]);
  });

  it('gives each item its own path', async () => {
    const items = await read(`<Batch>${documentOf(pacs004)}${documentOf(pacs004)}</Batch>`);
    expect(items.map((item) => item.xpath)).toEqual([
      '/Batch/Document/PmtRtr/TxInf[1]',
      '/Batch/Document/PmtRtr/TxInf[2]',
      '/Batch/Document[2]/PmtRtr/TxInf[1]',
      '/Batch/Document[2]/PmtRtr/TxInf[2]',
    ]);
  });

  it('counts equal entries of each message by itself', async () => {
    const camt054 = withEntries('08', {}, {}).replace(/^<\?xml.*\?>/, '');
    const items = await read(`<Batch>${camt054}${camt054}</Batch>`);
    expect(items.map((item) => item.kind === 'entry' && item.occurrence)).toEqual([1, 2, 1, 2]);
  });

  it('is bound in all of its transactions', async () => {
    const file = `<Batch>${documentOf(pacs004)}${documentOf(pacs004)}</Batch>`;
    expect(await read(file, { itemsMax: 4 })).toHaveLength(4);
    expect(await faultOf(file, { itemsMax: 3 })).toMatchObject({ code: 'xml-too-large' });
  });

  it('may not hold an endless number of different names around them', async () => {
    const names = (count: number) => Array.from({ length: count }, (_, i) => `<x${i}/>`).join('');
    expect(await read(`<Batch>${names(999)}${documentOf(pacs004)}</Batch>`)).toHaveLength(2);
    expect(await faultOf(`<Batch>${names(1_000)}${documentOf(pacs004)}</Batch>`)).toMatchObject({
      code: 'xml-too-large',
    });
  });
});

it('a message that holds two is refused', async () => {
  const xml = documentOf(pacs004).replace(/(<PmtRtr>.*<\/PmtRtr>)/, '$1$1');
  expect(await faultOf(xml)).toMatchObject({ code: 'field-invalid', xpath: '/Document/PmtRtr[2]' });
});
