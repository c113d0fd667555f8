import { objectEvent } from './epcis.spec-kit.js';
import { eventHash, preHash } from './event-hash.js';
import { namespacesOf } from './namespaces.js';

const EXAMPLE = namespacesOf({ example: 'https://ns.example.com/epcis/' });
const NONE = namespacesOf();

/**
 * Events whose hashes others worked out: the examples that the reference implementation of CBV 2.0, 8.9 publishes
 * (github.com/RalphTro/epcis-event-hash-generator, tests/examples).
 */
const KNOWN: readonly (readonly [name: string, event: object, hash: string])[] = [
  [
    'EPCs out of order, and fields of a namespace at several depths',
    {
      type: 'ObjectEvent',
      eventTime: '2020-03-04T11:00:30.000+01:00',
      eventTimeZoneOffset: '+01:00',
      recordTime: '2020-03-04T11:00:30.999+01:00',
      epcList: [
        'urn:epc:id:sscc:4012345.0000000333',
        'urn:epc:id:sscc:4012345.0000000111',
        'urn:epc:id:sscc:4012345.0000000222',
      ],
      action: 'OBSERVE',
      bizStep: 'departing',
      readPoint: { id: 'urn:epc:id:sgln:4012345.00011.987' },
      'example:myField1': { 'example:mySubField1': '2', 'example:mySubField2': '5' },
      'example:myField2': '0',
      'example:myField3': { 'example:mySubField3': ['3', '1'] },
    },
    '6ae96341e0acc6d7a261364751f60e68278a81cdf51da0abb6b4e617014e39d7',
  ],
  [
    'what sensors report',
    {
      type: 'ObjectEvent',
      eventTime: '2020-04-01T15:00:00+01:00',
      eventTimeZoneOffset: '+01:00',
      epcList: ['urn:epc:id:sgtin:4012345.011111.9876'],
      action: 'OBSERVE',
      bizStep: 'inspecting',
      readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' },
      sensorElementList: [
        {
          sensorMetadata: {
            deviceID: 'urn:epc:id:giai:4000001.111',
            deviceMetadata: 'https://id.gs1.org/8004/4000001111',
          },
          sensorReport: [
            { type: 'Temperature', value: 26, sDev: 0.1, uom: 'CEL' },
            { type: 'AbsoluteHumidity', value: 12.1, uom: 'A93' },
            {
              type: 'Dimensionless',
              microorganism: 'https://www.ncbi.nlm.nih.gov/taxonomy/1126011',
              value: 0.05,
              uom: 'C35',
            },
            {
              type: 'Dimensionless',
              chemicalSubstance: 'https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N',
              value: 0.18,
              uom: 'C35',
            },
          ],
        },
      ],
    },
    '49b13037c36e84ad9307c531671b00e901318c3957e4b1151f816ec49eb668da',
  ],
  [
    'a persistent disposition',
    {
      type: 'ObjectEvent',
      eventTime: '2021-04-01T15:00:00+01:00',
      eventTimeZoneOffset: '+01:00',
      epcList: ['urn:epc:id:sgtin:4012345.011111.1', 'urn:epc:id:sgtin:4012345.011111.2'],
      action: 'OBSERVE',
      bizStep: 'shipping',
      disposition: 'in_transit',
      readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' },
      persistentDisposition: { set: ['recalled'] },
    },
    'f6a9d89f2cd8d7931daa3d4c3d48399c2173b88417932f8cc04d021671e7d01e',
  ],
  [
    'a time of four digits behind the second, which rounds up',
    {
      type: 'ObjectEvent',
      eventTime: '2023-02-02T11:04:03.1415Z',
      eventTimeZoneOffset: '+01:00',
      epcList: ['https://id.gs1.de/00/040123451111111110'],
      action: 'OBSERVE',
      bizStep: 'shipping',
      disposition: 'in_transit',
      readPoint: { id: 'https://id.gs1.de/414/4012345000115' },
    },
    'af7658e711574363633f20b3dadc7bc4c13c6f612cf96d95e03c421c0e58f3c6',
  ],
  [
    'a place by its coordinates, and a time that rounds down',
    {
      type: 'ObjectEvent',
      eventTime: '2023-02-02T11:04:03.1414Z',
      eventTimeZoneOffset: '+01:00',
      epcList: ['https://id.gs1.de/00/040123451111111110'],
      action: 'OBSERVE',
      bizStep: 'transporting',
      readPoint: { id: 'geo:50.947573340894124,6.922120147375441' },
    },
    '0550df44527332c1fe417c5837fe61b9e71eaa93307b88519dac549bf2d4dcf9',
  ],
  [
    'Digital Links of another domain, and a certificate',
    {
      type: 'ObjectEvent',
      eventTime: '2023-02-12T11:04:03.1415Z',
      eventTimeZoneOffset: '+01:00',
      certificationInfo: 'https://accreditation-council.example.org/certificate/ABC12345',
      epcList: ['https://id.gs1.de/01/04012345999990/21/XYZ-1234'],
      action: 'OBSERVE',
      bizStep: 'receiving',
      disposition: 'in_progress',
      readPoint: { id: 'https://id.gs1.de/414/4012345000115' },
      sensorElementList: [
        {
          sensorMetadata: {
            time: '2023-02-12T11:04:03.1007Z',
            bizRules: 'https://id.example.com/253/4012345000054987',
          },
          sensorReport: [
            {
              type: 'Dimensionless',
              exception: 'ALARM_CONDITION',
              coordinateReferenceSystem: 'http://www.opengis.net/def/crs/EPSG/0/27700',
            },
          ],
        },
      ],
    },
    '589e6268daac257cff0a64ae0f525abcc3ff90bc7832171270fd9260e9c481c8',
  ],
  [
    'a business transaction with its type',
    {
      type: 'ObjectEvent',
      eventTime: '2023-01-11T12:00:00+01:00',
      eventTimeZoneOffset: '+01:00',
      epcList: ['https://id.gs1.de/01/04012345999990/21/XYZ-1234'],
      action: 'OBSERVE',
      bizStep: 'receiving',
      disposition: 'in_progress',
      readPoint: { id: 'https://id.gs1.de/414/4012345000115' },
      bizTransactionList: [{ type: 'desadv', bizTransaction: 'urn:epcglobal:cbv:bt:4012345000009:ASN1099' }],
    },
    '65f196f1b17e2525de2b6f45f5d31d74fa3fdf1e689863484f8e9660cc36f69f',
  ],
];

it.each(KNOWN)('%s: the hash is the one that is known', (_, event, hash) => {
  expect(eventHash(event, EXAMPLE)).toBe(`ni:///sha-256;${hash}?ver=CBV2.0`);
});

it('sources come before destinations and a type before its value, by the canonical property order', () => {
  // The text that github.com/evrythng/epcis2.js expects of its document with a shipping event.
  const event = {
    type: 'ObjectEvent',
    eventTime: '2020-02-20T12:50:00.000+01:00',
    eventTimeZoneOffset: '+01:00',
    destinationList: [{ destination: 'urn:epc:id:sgln:4023333.00000.0', type: 'possessing_party' }],
    sourceList: [{ source: 'urn:epc:id:sgln:4012345.00000.0', type: 'possessing_party' }],
    epcList: ['urn:epc:id:sscc:4012345.1112223334'],
    action: 'OBSERVE',
    bizStep: 'departing',
    readPoint: { id: 'urn:epc:id:sgln:4012345.00022.0' },
    bizTransactionList: [{ bizTransaction: 'urn:epcglobal:cbv:bt:4012345000009:ASN1099', type: 'desadv' }],
  };
  const party = 'type=https://ref.gs1.org/cbv/SDT-possessing_party';
  expect(preHash(event, NONE)).toBe(
    [
      'eventType=ObjectEvent',
      'eventTime=2020-02-20T11:50:00.000Z',
      'eventTimeZoneOffset=+01:00',
      'epcListepc=https://id.gs1.org/00/140123451122233341',
      'action=OBSERVE',
      'bizStep=https://ref.gs1.org/cbv/BizStep-departing',
      'readPointid=https://id.gs1.org/414/4012345000221',
      'bizTransactionListtype=https://ref.gs1.org/cbv/BTT-desadvbizTransaction=urn:epcglobal:cbv:bt:4012345000009:ASN1099',
      `sourceList${party}source=https://id.gs1.org/414/4012345000009`,
      `destinationList${party}destination=https://id.gs1.org/414/4023333000000`,
    ].join(''),
  );
});

describe('what says the same has the same hash', () => {
  const hash = eventHash(objectEvent(), NONE);
  it.each([
    ['in UTC', { eventTime: '2026-03-09T03:00:00Z' }],
    ['with the URN of a step', { bizStep: 'urn:epcglobal:cbv:bizstep:arriving' }],
    ['with the web URI of a step', { bizStep: 'https://ref.gs1.org/cbv/BizStep-arriving' }],
    ['with a prefix', { bizStep: 'cbv:BizStep-arriving' }],
    [
      'with Digital Links, in another order',
      {
        epcList: [
          'https://id.gs1.org/00/040123450000001112',
          'https://example.com/some/path/00/040123450000003338?linkType=all',
        ],
      },
    ],
    ['with an eventID', { eventID: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8' }],
    ['with the time at which it was recorded', { recordTime: '2026-03-10T00:00:00Z' }],
    ['declared wrong', { errorDeclaration: { declarationTime: '2026-03-10T00:00:00Z' } }],
    ['with an empty list', { quantityList: [] }],
    ['with a comment', { 'rdfs:comment': 'at the eastern gate' }],
  ])('%s', (_, change) => expect(eventHash(objectEvent(change), NONE)).toBe(hash));
});

describe('what says something else has another hash', () => {
  const hash = eventHash(objectEvent(), EXAMPLE);
  it.each([
    ['a later time', { eventTime: '2026-03-09T08:00:00.001+05:00' }],
    ['one EPC fewer', { epcList: ['urn:epc:id:sscc:4012345.0000000333'] }],
    ['another step', { bizStep: 'departing' }],
    ['a field of a namespace', { 'example:seal': 'S-1' }],
    ['an inner field of a namespace', { readPoint: { id: 'urn:unlocode:KZALA', 'example:gate': 7 } }],
  ])('%s', (_, change) => expect(eventHash(objectEvent(change), EXAMPLE)).not.toBe(hash));
});

it.each([
  [1, '1'],
  [200.5, '200.5'],
  [0.3434, '0.3434'],
  [1e21, '1000000000000000000000'],
  [1.5e-7, '0.00000015'],
  [-2.5e-7, '-0.00000025'],
])('the amount %p is written as %s', (quantity, text) => {
  const event = { ...objectEvent(), quantityList: [{ epcClass: 'urn:x:y', quantity }] };
  expect(preHash(event, NONE)).toContain(`quantityElementepcClass=urn:x:yquantity=${text}action`);
});

it('texts are in the order of their bytes, beyond the Basic Multilingual Plane, too', () => {
  const event = { ...objectEvent(), 'example:mark': ['\u{1F69A}', '\uFF21', 'a'] };
  const mark = '{https://ns.example.com/epcis/}mark=';
  expect(preHash(event, EXAMPLE).endsWith(`${mark}a${mark}\uFF21${mark}\u{1F69A}`)).toBe(true);
});
