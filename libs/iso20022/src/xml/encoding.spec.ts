import { faultOf, faultOfHostile, read, readOne } from '../reading.spec-kit.js';
import { camt054, documentOf, withTransactions } from '../statements/camt054.spec-kit.js';

const MESSAGE = '/Document/BkToCstmrDbtCdtNtfctn';
const declared = (encoding: string) => camt054().replace('"UTF-8"', `"${encoding}"`);
/** The message with these bytes as the debtor's name, in UTF-8 else. */
function withName(...bytes: readonly number[]): Buffer {
  const [before = '', behind = ''] = withTransactions('08', { debtor: '@' }).split('@');
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(behind)]);
}
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('UTF-8', () => {
  it.each([
    ['with a byte order mark', `\ufeff${camt054()}`],
    ['with a byte order mark and no declaration', `\ufeff${documentOf()}`],
    ['declared in lower case', declared('utf-8')],
    ['not declared', camt054().replace(' encoding="UTF-8"', '')],
    ['without a declaration', documentOf()],
  ])('%s is read, as bytes and as text', async (_, file) => {
    const item = { kind: 'entry', amount: { amount: '1500.00' } };
    expect(await read(Buffer.from(file))).toMatchObject([item]);
    expect(await read(file)).toMatchObject([item]);
  });

  it('has characters of one to four bytes', async () => {
    const name = 'Aé‰–Жқ字𝔑😀\ufffd';
    expect((await readOne(withTransactions('08', { debtor: name }))).debtorName).toBe(name);
  });
});

describe('what is not UTF-8', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-16 with a mark, little end first', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le')],
    ['UTF-16 with a mark, big end first', utf16be(`\ufeff${declared('UTF-16')}`)],
    ['UTF-16 without a mark, little end first', Buffer.from(declared('UTF-16'), 'utf16le')],
    ['UTF-16 without a mark, big end first', utf16be(declared('UTF-16'))],
    ['UTF-16 that is declared as UTF-8', Buffer.from(camt054(), 'utf16le')],
    ['UTF-32', Buffer.concat([...camt054()].map((c) => Buffer.from([0, 0, 0, c.charCodeAt(0)])))],
    ['ISO 8859-1', Buffer.from(declared('ISO-8859-1'), 'latin1')],
    ['Windows-1251', Buffer.from(declared('windows-1251'))],
    ['UTF-16 that only says so', Buffer.from(declared('UTF-16'))],
    ['ISO 8859-1 that says nothing', withName(0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72)],
    ['a byte in the middle of nothing', withName(0x80)],
    ['a character that is not complete', withName(0xe2, 0x82)],
    ['a character in more bytes than it needs', withName(0xc0, 0xbc)],
    ['half a surrogate pair', withName(0xed, 0xa0, 0x80)],
    ['a character beyond Unicode', withName(0xf4, 0x90, 0x80, 0x80)],
    ['a NUL', withName(0x00)],
    ['nothing but such bytes', new Uint8Array(1_000_000).fill(0xff)],
  ])('%s is refused', async (_, file) => {
    expect((await faultOfHostile(file)).code).toBe('encoding-unsupported');
  });

  it('is shown where it stands', async () => {
    const file = withName(0x41, 0xfc, 0x42);
    const line = file.toString('latin1').split('\n')[1] ?? '';
    expect(await faultOf(file)).toMatchObject({
      code: 'encoding-unsupported',
      line: 2,
      column: line.indexOf('\xfc'),
      xpath: `${MESSAGE}/Ntfctn/Ntry/NtryDtls/TxDtls/RltdPties/Dbtr/Pty/Nm`,
    });
  });

  it('is a file that ends within a character', async () => {
    const file = withName(0xe2, 0x82, 0xac);
    expect((await faultOf(file.subarray(0, file.indexOf(0xac)))).code).toBe('xml-malformed');
  });
});

describe('text in chunks', () => {
  const parts = withTransactions('08', { debtor: 'A😀B' }).split('😀');
  const [before = '', behind = ''] = parts;

  it('may be cut between the halves of a surrogate pair', async () => {
    expect(await readOne([`${before}\ud83d`, `\ude00${behind}`])).toMatchObject({ debtorName: 'A😀B' });
    expect(await readOne([before, '\ud83d', '', '\ude00', behind])).toMatchObject({ debtorName: 'A😀B' });
  });

  it('may be mixed with bytes', async () => {
    expect(await readOne([before, Buffer.from('😀'), behind])).toMatchObject({ debtorName: 'A😀B' });
  });

  it.each([
    ['in one chunk', [`${before}\ud83d${behind}`]],
    ['the second one alone', [`${before}\ude00${behind}`]],
    ['the wrong way round', [`${before}\ude00\ud83d${behind}`]],
    ['with bytes between them', [`${before}\ud83d`, Buffer.from('x'), `\ude00${behind}`]],
    ['at the end', [before, '\ud83d']],
  ])('is refused with half a surrogate pair, %s', async (_, chunks) => {
    expect(await faultOf({ chunks })).toMatchObject({ code: 'encoding-unsupported', line: 2 });
  });

  it('shows a fault before the half pair first', async () => {
    expect((await faultOf('<a></b>\ud83d')).code).toBe('xml-malformed');
  });
});
