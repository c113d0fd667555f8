import { faultOf, read } from '../reading.spec-kit.js';
import { camt054, documentOf, namespaceOf, VERSIONS, withEntries } from './camt054.spec-kit.js';

const HEAD = 'urn:iso:std:iso:20022:tech:xsd:head.001.001.02';
const header = `<AppHdr xmlns="${HEAD}"><BizMsgIdr>B-1</BizMsgIdr><MsgDefIdr>camt.054.001.08</MsgDefIdr></AppHdr>`;
const sound = [{ kind: 'entry', amount: { amount: '1500.00', currency: 'USD' } }];
/** The document below `depth` elements. */
const nested = (depth: number, document = documentOf()) =>
  `${'<Outer>'.repeat(depth)}${document}${'</Outer>'.repeat(depth)}`;

describe('an envelope', () => {
  it.each([
    [
      'of a business application header',
      `<BizMsg xmlns="urn:x">${header}${documentOf()}</BizMsg>`,
      '/BizMsg',
    ],
    ['without a namespace', `<Message>${header}${documentOf()}</Message>`, '/Message'],
    ['with prefixes', `<e:Msg xmlns:e="urn:x"><e:Hdr/>${documentOf()}<e:Sig/></e:Msg>`, '/Msg'],
    [
      'with a Document of its own',
      `<Msg xmlns="urn:x"><Document>archive no. 1</Document>${documentOf()}</Msg>`,
      '/Msg',
    ],
    ['four deep', nested(4), '/Outer/Outer/Outer/Outer'],
  ])('%s is looked into', async (_, file, outer) => {
    const xpath = `${outer}/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]`;
    expect(await read(file)).toMatchObject([{ ...sound[0], xpath }]);
  });

  it('is looked into so deep and no deeper', async () => {
    expect(await faultOf(nested(5))).toMatchObject({
      code: 'message-unsupported',
      xpath: '/Outer/Outer/Outer/Outer/Outer/Document',
    });
  });

  it.each([
    ['two messages', `<Msg>${documentOf()}${documentOf()}</Msg>`],
    [
      'a message and one that is not supported',
      `<Msg>${documentOf()}${otherDocument('pacs.008.001.08')}</Msg>`,
    ],
    [
      'one that is not supported and a message',
      `<Msg>${otherDocument('pacs.008.001.08')}${documentOf()}</Msg>`,
    ],
    ['no message', `<Msg xmlns="urn:x">${header}</Msg>`],
    ['only a Document of its own', '<Msg xmlns="urn:x"><Document/></Msg>'],
  ])('with %s is refused', async (_, file) => {
    expect(await faultOf(file)).toMatchObject({ code: 'message-unsupported' });
  });
});

describe('namespaces', () => {
  it.each(VERSIONS)('are bound to a prefix in version 001.%s', async (version) => {
    const file = documentOf({ version })
      .replaceAll(/<(\/?)(\w)/g, '<$1camt:$2')
      .replace('xmlns=', 'xmlns:camt=');
    expect(await read(file)).toMatchObject(sound);
  });

  it.each([
    'camt.054.001.03',
    'camt.054.001.080',
    'camt.053.001.08',
    'pacs.008.001.08',
    'pain.001.001.09',
    'head.001.001.02',
  ])('of another message, %s, are named and refused', async (name) => {
    const fault = await faultOf(otherDocument(name));
    expect(fault).toMatchObject({ code: 'message-unsupported', line: 1 });
    expect(fault.message).toContain(`"${name}"`);
    expect(fault.message).toContain('camt.054.001.02, camt.054.001.04, camt.054.001.08');
  });

  it.each([
    ['none', '<Document><BkToCstmrDbtCdtNtfctn/></Document>'],
    ['another case', camt054().replace('urn:iso', 'URN:ISO')],
    ['one that is no URN', '<Document xmlns="http://example.org/camt.054.001.08"/>'],
    ['a very long one', `<Document xmlns="urn:${'x'.repeat(900)}"/>`],
  ])('that are wrong: %s', async (_, file) => {
    const fault = await faultOf(file);
    expect(fault).toMatchObject({ code: 'message-unsupported' });
    expect(fault.message.length).toBeLessThan(300);
  });

  it('make elements of others invisible, whatever their names', async () => {
    const other = `<x:Ntry xmlns:x="urn:other"><x:Amt Ccy="XXX">-1</x:Amt></x:Ntry>`;
    const file = withEntries('08', {}).replace('<Ntry>', `${other}<Ntry>`);
    expect(await read(file)).toMatchObject([
      { kind: 'entry', xpath: '/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]' },
    ]);
  });

  it('give no meaning to an attribute of another one', async () => {
    const file = withEntries('08', { amount: '5' }).replace('<Amt>', '<Amt x:Ccy="USD" xmlns:x="urn:x">');
    expect(await read(file)).toMatchObject([{ kind: 'rejected', code: 'field-missing' }]);
  });
});

it('reads nothing of elements of the message that it does not know', async () => {
  const other = '<AmtDtls><TxAmt><Amt Ccy="JPY">-1</Amt></TxAmt></AmtDtls>';
  const file = withEntries('08', {}).replace('<BkTxCd>', `${other}<BkTxCd>`);
  expect(await read(file)).toMatchObject(sound);
});

function otherDocument(name: string): string {
  const uri = namespaceOf('08').replace('camt.054.001.08', name);
  return `<Document xmlns="${uri}"><BkToCstmrDbtCdtNtfctn/></Document>`;
}
