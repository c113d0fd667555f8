import type { LookupAddress } from 'node:dns';
import { Rejection } from '@corridor/kernel';
import { isLoopbackAddress, isPublicAddress } from './addresses.js';
import { AddressRefused, checkTarget, guardedLookup, mayConnect } from './target.js';

const STRICT = { allowsLoopback: false };
const LOCAL = { allowsLoopback: true };

const refusal = (url: string, rules: typeof STRICT) => {
  try {
    return checkTarget(url, rules).href;
  } catch (error) {
    if (error instanceof Rejection) return [error.code, error.details];
    throw error;
  }
};
const REFUSED = ['webhook-url-refused', { pointer: '/url' }];

describe('the URL of a webhook', () => {
  it.each([
    ['https://hooks.example.com/ledger?x=1'],
    ['https://hooks.example.com:8443/'],
    ['https://xn--80ak6aa92e.com/'],
    ['https://8.8.8.8/'],
    ['https://[2606:4700:4700::1111]/'],
  ])('may be %s', (url) => {
    expect(refusal(url, STRICT)).toBe(url);
    expect(refusal(url, LOCAL)).toBe(url);
  });

  it.each([
    ['no URL', 'hooks.example.com'],
    ['a relative one', '/hooks'],
    ['HTTP', 'http://hooks.example.com/'],
    ['HTTP to an address', 'http://8.8.8.8/'],
    ['another scheme', 'ftp://hooks.example.com/'],
    ['a file', 'file:///etc/passwd'],
    ['credentials', 'https://user:secret@hooks.example.com/'],
    ['a user', 'https://user@hooks.example.com/'],
    ['a fragment', 'https://hooks.example.com/#part'],
    ['a name of one label', 'https://database/'],
    ['a local name', 'https://printer.local/'],
    ['an internal name', 'https://metadata.google.internal/'],
    ['an internal name with its dot', 'https://metadata.google.internal./'],
    ['a home network', 'https://nas.home.arpa/'],
    ['a private address', 'https://10.1.2.3/'],
    ['a private address, in 172', 'https://172.31.255.255/'],
    ['a private address, in 192', 'https://192.168.0.1/'],
    ['a shared address', 'https://100.64.0.1/'],
    ['the metadata of a cloud', 'https://169.254.169.254/latest/meta-data/'],
    ['the host of Azure', 'https://168.63.129.16/'],
    ['no address', 'https://0.0.0.0/'],
    ['nought for short', 'https://0/'],
    ['broadcast', 'https://255.255.255.255/'],
    ['multicast', 'https://224.0.0.1/'],
    ['documentation', 'https://203.0.113.7/'],
    ['IPv6 unspecified', 'https://[::]/'],
    ['IPv6 unique local', 'https://[fd00:ec2::254]/'],
    ['IPv6 link-local', 'https://[fe80::1]/'],
    ['IPv6 multicast', 'https://[ff02::1]/'],
    ['a private address, mapped', 'https://[::ffff:10.0.0.1]/'],
    ['a private address, by NAT64', 'https://[64:ff9b::a00:1]/'],
    ['a private address, by 6to4', 'https://[2002:a00:1::]/'],
    ['a private address, by Teredo', 'https://[2001:0:a00:1::]/'],
    ['IPv6 documentation', 'https://[2001:db8::1]/'],
  ])('is not %s, wherever the ledger runs', (_, url) => {
    expect(refusal(url, STRICT)).toEqual(REFUSED);
    expect(refusal(url, LOCAL)).toEqual(REFUSED);
  });

  it.each([
    ['by its address', 'https://127.0.0.1/'],
    ['by another of its addresses', 'https://127.8.8.8/'],
    ['in decimal', 'https://2130706433/'],
    ['in hexadecimal', 'https://0x7f000001/'],
    ['in octal', 'https://017700000001/'],
    ['for short', 'https://127.1/'],
    ['in full-width digits', 'https://１２７.0.0.1/'],
    ['with its dot', 'https://127.0.0.1./'],
    ['in IPv6', 'https://[::1]/'],
    ['in IPv6, in full', 'https://[0:0:0:0:0:0:0:1]/'],
    ['by name', 'https://localhost/'],
    ['by name, with its dot', 'https://localhost./'],
    ['by name, in capitals', 'https://LOCALHOST/'],
  ])('is this machine, told %s, only where that is allowed', (_, url) => {
    expect(refusal(url, STRICT)).toEqual(REFUSED);
    expect(refusal(url, LOCAL)).not.toEqual(REFUSED);
    const plain = url.replace('https:', 'http:');
    expect(refusal(plain, STRICT)).toEqual(REFUSED);
    expect(refusal(plain, LOCAL)).not.toEqual(REFUSED);
  });

  it.each([
    ['mapped', '[::ffff:127.0.0.1]'],
    ['mapped, in hexadecimal', '[::ffff:7f00:1]'],
    ['compatible', '[::127.0.0.1]'],
    ['below its name', 'app.localhost'],
  ])('is never this machine, %s', (_, host) => {
    for (const rules of [STRICT, LOCAL]) {
      expect(refusal(`https://${host}/`, rules)).toEqual(REFUSED);
      expect(refusal(`http://${host}/`, rules)).toEqual(REFUSED);
    }
  });
});

describe('an address', () => {
  it.each([
    // The first and the last of a range, and their neighbours.
    ['9.255.255.255', true],
    ['10.0.0.0', false],
    ['10.255.255.255', false],
    ['11.0.0.0', true],
    ['100.63.255.255', true],
    ['100.64.0.0', false],
    ['100.127.255.255', false],
    ['100.128.0.0', true],
    ['126.255.255.255', true],
    ['128.0.0.0', true],
    ['169.253.255.255', true],
    ['169.255.0.0', true],
    ['172.15.255.255', true],
    ['172.16.0.0', false],
    ['172.32.0.0', true],
    ['192.167.255.255', true],
    ['192.169.0.0', true],
    ['198.17.255.255', true],
    ['198.18.0.0', false],
    ['198.19.255.255', false],
    ['198.20.0.0', true],
    ['223.255.255.255', true],
    ['224.0.0.0', false],
    ['1fff:ffff::', false],
    ['2000::', true],
    ['2001:1ff::', false],
    ['2001:200::', true],
    ['2001:db7::', true],
    ['2001:db9::', true],
    ['2003::', true],
    ['3fff:fff::', false],
    ['3fff:1000::', true],
    ['4000::', false],
    ['2606:4700::1%eth0', false],
    ['', false],
    ['example.com', false],
  ])('%s is of the public internet: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });

  it('is of this machine in all of 127 and as ::1', () => {
    const addresses = [
      '127.0.0.1',
      '127.255.255.255',
      '::1',
      '128.0.0.1',
      '::2',
      '::ffff:127.0.0.1',
      '::1%lo',
    ];
    expect(addresses.map(isLoopbackAddress)).toEqual([true, true, true, false, false, false, false]);
    expect([
      mayConnect('127.0.0.1', LOCAL),
      mayConnect('127.0.0.1', STRICT),
      mayConnect('10.0.0.1', LOCAL),
    ]).toEqual([true, false, false]);
  });
});

describe('looking a name up for a connection', () => {
  const PUBLIC4 = { address: '8.8.8.8', family: 4 };
  const PUBLIC6 = { address: '2606:4700:4700::1111', family: 6 };
  const look = (
    found: readonly LookupAddress[] | Error,
    options: { all?: boolean; family?: number },
    rules = STRICT,
  ) =>
    new Promise((resolve) => {
      const names: string[] = [];
      const resolver = async (name: string) => {
        names.push(name);
        if (found instanceof Error) throw found;
        return found;
      };
      guardedLookup(resolver, rules)('a.example.com', options, (error, address, family) =>
        resolve(error ? error.constructor.name : { names, address, family }),
      );
    });
  const names = ['a.example.com'];

  it('gives the addresses that it found, as they are asked for', async () => {
    expect(await look([PUBLIC4, PUBLIC6], { all: true })).toEqual({ names, address: [PUBLIC4, PUBLIC6] });
    expect(await look([PUBLIC4, PUBLIC6], {})).toEqual({ names, address: '8.8.8.8', family: 4 });
    expect(await look([PUBLIC4, PUBLIC6], { family: 6 })).toEqual({
      names,
      address: PUBLIC6.address,
      family: 6,
    });
  });

  it.each<[string, readonly LookupAddress[]]>([
    ['this machine', [{ address: '127.0.0.1', family: 4 }]],
    ['this machine in IPv6', [{ address: '::1', family: 6 }]],
    ['this machine, mapped', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['a private network beside a public address', [PUBLIC4, { address: '10.0.0.1', family: 4 }]],
    ['the metadata of a cloud', [{ address: '169.254.169.254', family: 4 }]],
    ['nothing', []],
  ])('refuses a name that leads to %s', async (_, found) => {
    expect(await look(found, { all: true })).toBe(AddressRefused.name);
    expect(await look(found, {})).toBe(AddressRefused.name);
  });

  it('refuses what is private beside an address of the family that is asked for', async () => {
    expect(await look([PUBLIC4, { address: 'fd00::1', family: 6 }], { family: 4 })).toBe(AddressRefused.name);
  });

  it('lets this machine be found where that is allowed, and passes on that a name is not known', async () => {
    const here = { address: '127.0.0.1', family: 4 };
    expect(await look([here], {}, LOCAL)).toEqual({ names, address: '127.0.0.1', family: 4 });
    expect(await look(new TypeError('no such name'), {})).toBe('TypeError');
  });
});
