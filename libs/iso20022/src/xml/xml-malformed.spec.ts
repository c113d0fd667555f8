import { faultOf, faultOfHostile } from '../reading.spec-kit.js';
import { camt054 } from '../statements/camt054.spec-kit.js';

const MESSAGE = '/Document/BkToCstmrDbtCdtNtfctn';

describe('broken XML', () => {
  const sound = camt054();
  it.each<[string, string]>([
    ['an empty file', ''],
    ['white space only', ' \n\t'],
    ['a byte order mark only', '\ufeff'],
    ['text', 'amount;currency\n1500.00;USD\n'],
    ['JSON', '{"amount":"1500.00"}'],
    ['HTML that is not closed', '<html><body><br></body></html>'],
    ['a file that is cut', sound.slice(0, -40)],
    ['a file that is cut within a tag', sound.slice(0, sound.indexOf('Ntfctn>') + 3)],
    ['a second root', `${sound}<Document/>`],
    ['text behind the root', `${sound}x`],
    ['tags that cross', sound.replace('</Amt>', '</CdtDbtInd>')],
    ['a name that starts with a digit', sound.replace('<Id>', '<1Id>')],
    ['an attribute twice', sound.replace('Ccy="USD"', 'Ccy="USD" Ccy="EUR"')],
    ['an attribute without quotes', sound.replace('Ccy="USD"', 'Ccy=USD')],
    ['an attribute without a value', sound.replace('Ccy="USD"', 'Ccy')],
    ['a prefix that is not bound', sound.replaceAll('GrpHdr>', 'x:GrpHdr>')],
    ['an entity that is not declared', sound.replace('MSG-1', '&lol;')],
    ['an ampersand', sound.replace('MSG-1', 'A & B')],
    ['a character that XML does not have', sound.replace('MSG-1', 'A\u0001B')],
    ['a reference to such a character', sound.replace('MSG-1', '&#0;')],
    ['a reference to half a surrogate pair', sound.replace('MSG-1', '&#xD800;')],
    ['a reference beyond Unicode', sound.replace('MSG-1', '&#x110000;')],
    ['an end of CDATA in a text', sound.replace('MSG-1', ']]>')],
    ['a comment with two hyphens in it', sound.replace('MSG-1', '<!-- a -- b -->')],
    ['a declaration behind a line', `\n${sound}`],
    ['a declaration in lower case', sound.replace('<Id>', '<!element a>')],
  ])('%s is no XML', async (_, file) => {
    const fault = await faultOfHostile(file);
    expect(fault).toMatchObject({
      code: 'xml-malformed',
      line: expect.any(Number),
      column: expect.any(Number),
    });
  });

  it('is shown with line, column and the element it stands in', async () => {
    const file = camt054().replace('<Ntry>', '\n  <Ntry>\n   <Amt Ccy="USD">&oops;</Amt>');
    expect(await faultOf(file)).toMatchObject({
      code: 'xml-malformed',
      message: 'Not well-formed: undefined entity.',
      line: 4,
      column: '   <Amt Ccy="USD">&oops;'.length,
      xpath: `${MESSAGE}/Ntfctn/Ntry/Amt`,
    });
  });

  it('does not say DOCTYPE where only a name does', async () => {
    expect(await faultOf('<a></doctype>')).toMatchObject({ code: 'xml-malformed' });
    expect(await faultOf('<doctype:a/>')).toMatchObject({ code: 'xml-malformed' });
  });
});
