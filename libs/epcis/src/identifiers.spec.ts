import { canonicalIdentifier } from './identifiers.js';

describe('an EPC as a URN becomes the canonical Digital Link', () => {
  // Of the reference implementation of the event hash (github.com/RalphTro/epcis-event-hash-generator), test epclist_normalisation.
  it.each([
    ['urn:epc:id:sgtin:4012345.011111.98%22', '01/04012345111118/21/98%22'],
    ['urn:epc:id:sgtin:415056789012.0.987654', '01/04150567890128/21/987654'],
    [
      'urn:epc:id:sgtin:0614141.812345.6789%2F%26%25%22!%3F()',
      '01/80614141123458/21/6789%2F%26%25%22%21%3F%28%29',
    ],
    ['urn:epc:id:sscc:4012345.3111111111', '00/340123451111111111'],
    ['urn:epc:id:sgln:4012345.00005.122', '414/4012345000054/254/122'],
    ['urn:epc:id:sgln:4012345.00005.0', '414/4012345000054'],
    ['urn:epc:id:grai:4012345.00022.334455', '8003/04012345000221334455'],
    ['urn:epc:id:giai:4012345.ABC345', '8004/4012345ABC345'],
    ['urn:epc:id:gsrn:4012345.0000006765', '8018/401234500000067657'],
    ['urn:epc:id:gsrnp:4012345.0000000007', '8017/401234500000000074'],
    ['urn:epc:id:gdti:4012345.00009.PO-4711', '253/4012345000092PO-4711'],
    ['urn:epc:id:gdti:987659999999..9', '253/98765999999929'],
    ['urn:epc:id:cpi:0614141.11111111111111-A%23%2F.1234', '8010/061414111111111111111-A%23%2F/8011/1234'],
    ['urn:epc:id:ginc:0614141.xyz47%2F11', '401/0614141xyz47%2F11'],
    ['urn:epc:id:gsin:4012345.222333444', '402/40123452223334442'],
    ['urn:epc:id:itip:4012345.011111.01.02.987', '8006/040123451111180102/21/987'],
    [
      "urn:epc:id:upui:1234567.098765.51qIgY)%3C%26Jp3*j7'SDB",
      "01/01234567987651/235/51qIgY%29%3C%26Jp3%2Aj7'SDB",
    ],
    ['urn:epc:id:pgln:999999999999.', '417/9999999999994'],
    ['urn:epc:class:lgtin:4012345.012345.Lot987', '01/04012345123456/10/Lot987'],
    ['urn:epc:idpat:sgtin:4012345.044444.*', '01/04012345444445'],
  ])('%s', (urn, link) => expect(canonicalIdentifier(urn)).toBe(`https://id.gs1.org/${link}`));
});

describe('a Digital Link takes its canonical form', () => {
  it.each([
    ['https://id.gs1.org/gtin/09780345418913', '01/09780345418913'],
    ['https://example.com/gtin/09780345418913/21/765tz?abc=211121', '01/09780345418913/21/765tz'],
    ['http://example.com/a/b/01/9780345418913/22/v2/10/L1/21/765tz#x', '01/09780345418913/21/765tz'],
    ['https://id.gs1.org/01/09780345418913/10/L1', '01/09780345418913/10/L1'],
    ['https://example.com/gln/4012345000054/254/122', '414/4012345000054/254/122'],
  ])('%s', (link, canonical) => expect(canonicalIdentifier(link)).toBe(`https://id.gs1.org/${canonical}`));
});

it.each([
  'urn:epc:id:sgtin:4012345.11111.9876',
  'urn:epc:id:sgtin:4012345',
  'urn:epc:id:nothing:4012345.011111.9876',
  'urn:epc:idpat:sgtin:4012345.*.*',
  'https://example.com/orders/01/2024-17',
  'https://example.com/01',
  'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8',
  'geo:47.5,11.1',
  '',
])('%p is left as it is', (text) => expect(canonicalIdentifier(text)).toBe(text));
