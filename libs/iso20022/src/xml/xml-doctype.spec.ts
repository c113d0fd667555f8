import { faultOfHostile, read } from '../reading.spec-kit.js';
import { documentOf } from '../statements/camt054.spec-kit.js';

const MIB = 1024 * 1024;
const document = documentOf();

describe('a DOCTYPE', () => {
  const lol = (n: number) => `<!ENTITY lol${n} "${`&lol${n - 1};`.repeat(10)}">`;
  const billionLaughs = `<!DOCTYPE lolz [<!ENTITY lol0 "lol">${[1, 2, 3, 4, 5, 6, 7, 8, 9].map(lol).join('')}]>`;
  it.each<[string, string]>([
    ['of a billion laughs', `${billionLaughs}<lolz>&lol9;</lolz>`],
    [
      'of one long entity used often',
      `<!DOCTYPE d [<!ENTITY a "${'a'.repeat(50_000)}">]><d>${'&a;'.repeat(50_000)}</d>`,
    ],
    ['with an external entity', `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>`],
    ['with a parameter entity', '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]><d/>'],
    ['with an external subset', '<!DOCTYPE d SYSTEM "http://127.0.0.1:1/x.dtd"><d/>'],
    ['that says nothing', `<!DOCTYPE Document>${document}`],
    [
      'behind declaration, comment and instruction',
      `<?xml version="1.0"?><!-- <a> --><?x?> <!DOCTYPE d>${document}`,
    ],
    ['behind a byte order mark', `\ufeff<!DOCTYPE d>${document}`],
    ['that never ends', `<!DOCTYPE d [${'<!-- -->'.repeat(500_000)}`],
    ['with a quote that never ends', `<!DOCTYPE d "${'x'.repeat(4 * MIB)}`],
    ['within the root', document.replace('<GrpHdr>', '<!DOCTYPE d><GrpHdr>')],
    ['behind the root', `${document}<!DOCTYPE d>`],
    ['twice', `<!DOCTYPE d><!DOCTYPE d>${document}`],
  ])('%s is refused', async (_, file) => {
    expect((await faultOfHostile(file)).code).toBe('xml-doctype');
  });

  it.each([
    ['a comment', `<!-- <!DOCTYPE d> -->${document}`],
    ['a comment that begins with >', `<!--><!DOCTYPE d> -->${document}`],
    ['a comment that ends in hyphens', `<!-- - --><!-- x -->${document}`],
    ['an instruction', `<?x <!DOCTYPE d> ? ?>${document}`],
    ['CDATA', document.replace('MSG-1', '<![CDATA[<!DOCTYPE d>]]>')],
    ['an attribute', document.replace('<GrpHdr>', '<GrpHdr x="&lt;!DOCTYPE d>">')],
  ])('is none within %s', async (_, file) => {
    expect(await read(file)).toMatchObject([{ kind: 'entry' }]);
  });
});
