import { randomUUID } from 'node:crypto';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { camt056, pacs008 } from './payment-messages.spec-kit.js';

let p: RunningPayments;
beforeAll(async () => {
  p = await startPayments();
});
afterAll(() => p.stop());

it('a camt.056 of two cases, each in its own TxInf, is answered in each of them', async () => {
  const uetrs = [randomUUID(), randomUUID()];
  for (const [at, uetr] of uetrs.entries())
    await p.karachi.file(pacs008(`P8-${at}`, { uetr, endToEndId: `E-${at}` }));
  const infos = uetrs.map((uetr, at) => {
    const xml = camt056(`R-${at}`, { uetr, endToEndId: `E-${at}` });
    const [kase = ''] = /<Case>.*<\/Case>/s.exec(xml) ?? [];
    const [info = ''] = /<TxInf>.*<\/TxInf>/s.exec(xml) ?? [];
    return info.replace('</CxlId>', `</CxlId>${kase.replace(/<Id>.*?<\/Id>/, `<Id>CASE-${at}</Id>`)}`);
  });
  const xml = camt056('R-2', { uetr: uetrs[0] as string })
    .replace(/<Case>.*<\/Case>/s, '')
    .replace(/<TxInf>.*<\/TxInf>/s, infos.join(''));
  const response = await fetch(`${p.url}/v1/iso20022`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer karachi-key',
      'content-type': 'application/xml',
      accept: 'application/xml',
    },
    body: xml,
  });
  const answer = await response.text();
  const [all, each] = [/^.*<CxlDtls>/s, /<CxlDtls>.*$/s].map((part) => part.exec(answer)?.[0] ?? '');
  expect(all).not.toContain('RslvdCase');
  expect(each?.match(/<TxInfAndSts><RslvdCase><Id>CASE-[01]<\/Id>/g)).toEqual([
    '<TxInfAndSts><RslvdCase><Id>CASE-0</Id>',
    '<TxInfAndSts><RslvdCase><Id>CASE-1</Id>',
  ]);
});
