import type { Iso20022ErrorCode } from '../index.js';
import { cpuClock, faultOf, faultOfHostile, read } from '../reading.spec-kit.js';
import { camt054, withEntries, withTransactions } from '../statements/camt054.spec-kit.js';

const MIB = 1024 * 1024;
/** A message with `markup` at the end of its header, where nothing is read. */
const unread = (markup: string) => camt054().replace('</GrpHdr>', `<AddtlInf>${markup}</AddtlInf></GrpHdr>`);

const remittances = (markup: string) =>
  withTransactions('08', { remittance: ['HERE'] }).replace('<Ustrd>HERE</Ustrd>', markup);

describe('a bound', () => {
  const attributes = (count: number) => Array.from({ length: count }, (_, i) => ` a${i}=""`).join('');

  it.each<[string, Iso20022ErrorCode, (n: number) => string, number]>([
    // Document, BkToCstmrDbtCdtNtfctn, GrpHdr and AddtlInf stand around them.
    ['depth', 'xml-too-deep', (n) => unread('<x>'.repeat(n - 4) + '</x>'.repeat(n - 4)), 40],
    ['attributes', 'xml-too-large', (n) => unread(`<x${attributes(n)}/>`), 32],
    ['an attribute', 'xml-too-large', (n) => unread(`<x a="${'x'.repeat(n)}"/>`), 1_000],
    ["an element's name", 'xml-too-large', (n) => unread(`<${'x'.repeat(n)}/>`), 256],
    ["an attribute's name", 'xml-too-large', (n) => unread(`<x ${'x'.repeat(n)}=""/>`), 256],
    ['a text', 'xml-too-large', (n) => unread('x'.repeat(n)), 10_000],
    ['a text in pieces', 'xml-too-large', (n) => unread('x<!---->'.repeat(n)), 10_000],
    ['CDATA', 'xml-too-large', (n) => unread(`<![CDATA[${'x'.repeat(n)}]]>`), 10_000],
    ['a comment with its hyphens', 'xml-too-large', (n) => unread(`<!--${'x'.repeat(n - 6)}-->`), 131_072],
    ['an instruction', 'xml-too-large', (n) => unread(`<?x ${'x'.repeat(n - 6)}?>`), 131_072],
    ['the file', 'xml-too-large', (n) => filledUp(n), 5 * MIB],
  ])('of the size of %s holds exactly', async (_, code, file, max) => {
    expect(await read(file(max))).toMatchObject([{ kind: 'entry' }]);
    expect((await faultOfHostile(file(max + 1))).code).toBe(code);
  });

  it.each([
    ['transactions', (n: number) => withTransactions('08', ...Array(n).fill({ amount: '1 USD' }))],
    ['entries', (n: number) => withEntries('08', ...Array(n).fill({}))],
    ['transactions with faults', (n: number) => withTransactions('08', ...Array(n).fill({}))],
    ['entries with faults', (n: number) => withEntries('08', ...Array(n).fill({ amount: null }))],
  ])('of the number of %s is what the caller says', async (_, file) => {
    expect(await read(file(5), { itemsMax: 5 })).toHaveLength(5);
    const fault = await faultOf(file(6), { itemsMax: 5 });
    expect(fault).toMatchObject({ code: 'xml-too-large' });
    expect(fault.message).toContain('5 transactions');
  });

  it('of the number of transactions of one entry holds exactly, and says what to do', async () => {
    const file = (n: number) => withTransactions('08', ...Array(n).fill({ amount: '1 USD' }));
    expect(await read(file(20_000))).toHaveLength(20_000);
    const fault = await faultOf(file(20_001));
    expect(fault).toMatchObject({
      code: 'xml-too-large',
      xpath: '/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]',
      line: 2,
    });
    expect(fault.message).toContain('more than 20000 transactions (TxDtls); split it into several entries');
  });

  it('of the number of transactions with a fault holds exactly, over all messages of a file', async () => {
    const file = (n: number) => {
      const message = (count: number) =>
        camt054()
          .replace(/^<\?xml.*?\?>/, '')
          .replace('<Ntry>', `${'<Ntry/>'.repeat(count)}<Ntry>`);
      return `<file>${message(n - 10)}${message(10)}</file>`;
    };
    expect(await read(file(50_000))).toHaveLength(50_002);
    expect((await faultOf(file(50_001))).message).toContain(
      'More than 50000 transactions of the file have a fault',
    );
  });

  it('reads a text that is written in references throughout', async () => {
    expect(await read(unread('&#x1F600;'.repeat(5_000)))).toMatchObject([{ kind: 'entry' }]);
  });

  it.each<[string, string, Iso20022ErrorCode]>([
    ['a name that never ends', `<${'a'.repeat(4 * MIB)}`, 'xml-too-large'],
    ['an attribute that never ends', `<a b="${'x'.repeat(4 * MIB)}`, 'xml-too-large'],
    ['white space in a tag that never ends', `<a ${' '.repeat(4 * MIB)}`, 'xml-too-large'],
    ['a comment that never ends', `<!--${'x'.repeat(4 * MIB)}`, 'xml-too-large'],
    ['an instruction that never ends', `<?x ${'x'.repeat(4 * MIB)}`, 'xml-too-large'],
    ['a declaration that never ends', `<?xml version="1.${'0'.repeat(4 * MIB)}`, 'xml-too-large'],
    ['CDATA that never ends', `<a><![CDATA[${'x'.repeat(4 * MIB)}`, 'xml-too-large'],
    ['an entity that never ends', `<a>&${'x'.repeat(4 * MIB)}`, 'xml-too-large'],
    ['a closing tag that never ends', `<a></${'x'.repeat(4 * MIB)}`, 'xml-too-large'],
    ['elements that are never closed', '<a>'.repeat(1_000_000), 'xml-too-deep'],
    ['elements that are closed and never opened', `<a>${'</b>'.repeat(1_000_000)}`, 'xml-malformed'],
    ['long names within each other', `<${'a'.repeat(250)}>`.repeat(20_000), 'xml-too-deep'],
    [
      'entries without end',
      camt054().replace('<Ntry>', `${'<Ntry/>'.repeat(700_000)}<Ntry>`),
      'xml-too-large',
    ],
    [
      'transactions without end',
      withTransactions('08', {}).replace('<TxDtls/>', '<TxDtls/>'.repeat(500_000)),
      'xml-too-large',
    ],
  ])('stops %s', async (_, file, code) => {
    expect((await faultOfHostile(file)).code).toBe(code);
  });

  it.each<[string, string]>([
    ['elements', unread('<x/>'.repeat(1_200_000))],
    ['different names', unread(Array.from({ length: 480_000 }, (_, i) => `<x${i}/>`).join(''))],
    ['namespaces', unread(Array.from({ length: 200_000 }, (_, i) => `<x xmlns="urn:${i}"/>`).join(''))],
    ['remittance texts', remittances('<Ustrd>x</Ustrd>'.repeat(300_000))],
    ['spaces', remittances(`<Ustrd>x${' '.repeat(9_900)}x</Ustrd>`.repeat(500))],
    ['references to characters', unread(`<x>${'&#x1F600;'.repeat(1_000)}</x>`.repeat(500))],
    ['comments', unread('<!---->'.repeat(700_000))],
  ])('on time and memory holds for a file full of %s', async (_, file) => {
    const bytes = Buffer.from(file);
    expect(bytes.length).toBeGreaterThan(4 * MIB);
    const cpuMs = cpuClock();
    const peak = await heapPeak(() => read(bytes).then((items) => expect(items).toHaveLength(1)));
    expect(cpuMs()).toBeLessThan(10_000);
    expect(peak).toBeLessThan(150 * MIB);
  });
});

describe('the size of a file', () => {
  it('is counted in bytes, not in characters', async () => {
    const file = withTransactions('08', { debtor: 'Ж'.repeat(100) });
    expect(await faultOf(file, { bytesMax: file.length })).toMatchObject({ code: 'xml-too-large' });
    expect(await read(file, { bytesMax: file.length + 100 })).toHaveLength(1);
  });

  it.each([0, 10, camt054().length - 1])('is refused at a limit of %s bytes', async (bytesMax) => {
    const fault = await faultOf(camt054(), { bytesMax });
    expect(fault).toMatchObject({ code: 'xml-too-large' });
    expect(fault.message).toContain(`${bytesMax} bytes`);
  });

  it('is not read far beyond the limit', async () => {
    let given = 0;
    function* endless() {
      yield '<a>';
      for (; ; given += 4) yield '<b/>';
    }
    expect(await faultOf({ chunks: endless() }, { bytesMax: 100_000 })).toMatchObject({
      code: 'xml-too-large',
    });
    expect(given).toBeLessThan(120_000);
  });
});

/** A message with comments and white space behind it, `length` bytes in all. */
function filledUp(length: number): string {
  const comment = `<!--${'x'.repeat(9_993)}-->`;
  const file = camt054();
  const left = length - file.length;
  return file + comment.repeat(Math.floor(left / comment.length)) + ' '.repeat(left % comment.length);
}

/** Bytes of the heap at most while it runs, above those before it: what is not yet collected counts, too. */
async function heapPeak(run: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().heapUsed;
  let [peak, running] = [before, true];
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().heapUsed);
    if (running) setImmediate(look);
  };
  look();
  await run();
  running = false;
  return peak - before;
}
