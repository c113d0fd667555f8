export const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** An ObjectEvent that nothing is wrong with: pallets seen at a gate in Almaty. */
export function objectEvent(change: object = {}) {
  return {
    type: 'ObjectEvent',
    eventTime: '2026-03-09T08:00:00.000+05:00',
    eventTimeZoneOffset: '+05:00',
    epcList: ['urn:epc:id:sscc:4012345.0000000333', 'urn:epc:id:sscc:4012345.0000000111'],
    action: 'OBSERVE',
    bizStep: 'arriving',
    disposition: 'in_progress',
    readPoint: { id: 'urn:unlocode:KZALA' },
    ...change,
  };
}

export function document(events: readonly unknown[], change: object = {}) {
  return {
    '@context': [CONTEXT, { example: 'https://ns.example.com/epcis/' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-09T09:00:00+05:00',
    epcisBody: { eventList: events },
    ...change,
  };
}

/** One event of each type, with everything that the standard has a field for. */
export function fullEvents(): readonly Record<string, unknown>[] {
  const every = {
    eventTime: '2026-03-09T08:00:00.1234567+05:00',
    eventTimeZoneOffset: '+05:00',
    recordTime: '2026-03-09T04:00:00Z',
    certificationInfo: ['https://accreditation.example.org/certificate/ABC12345'],
    bizStep: 'receiving',
    disposition: 'in_progress',
    readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0', 'example:gate': 7 },
    bizLocation: { id: 'https://id.gs1.org/414/4012345000054' },
    bizTransactionList: [
      { type: 'po', bizTransaction: 'urn:epc:id:gdti:4012345.11111.123' },
      { bizTransaction: 'https://orders.example.com/4711' },
    ],
    sourceList: [{ type: 'owning_party', source: 'urn:epc:id:pgln:4012345.00000' }],
    destinationList: [{ type: 'location', destination: 'urn:epc:id:sgln:0614141.00777.0' }],
    sensorElementList: [
      {
        sensorMetadata: {
          time: '2026-03-09T08:00:00+05:00',
          deviceID: 'urn:epc:id:giai:4000001.111',
          'example:probe': 'left',
        },
        sensorReport: [
          { type: 'Temperature', value: 6.5, uom: 'CEL', 'example:note': ['a', 'b'] },
          { type: 'Dimensionless', exception: 'ALARM_CONDITION', booleanValue: true, component: 'x' },
        ],
      },
    ],
    'example:seal': { 'example:number': 'S-1', 'example:intact': true },
  };
  const quantities = [{ epcClass: 'urn:epc:class:lgtin:4012345.012345.998877', quantity: 200.5, uom: 'KGM' }];
  const ilmd = { 'example:bestBefore': '2027-01-01' };
  const epc = (serial: number) => `urn:epc:id:sgtin:4012345.011111.${serial}`;
  const persistentDisposition = { set: ['completeness_verified'], unset: ['completeness_inferred'] };
  return [
    {
      ...every,
      type: 'ObjectEvent',
      action: 'ADD',
      epcList: [epc(1)],
      quantityList: quantities,
      persistentDisposition,
      ilmd,
    },
    {
      ...every,
      type: 'AggregationEvent',
      action: 'ADD',
      parentID: 'urn:epc:id:sscc:4012345.0000000333',
      childEPCs: [epc(1), epc(2)],
      childQuantityList: quantities,
    },
    {
      ...every,
      type: 'TransactionEvent',
      action: 'ADD',
      parentID: 'urn:epc:id:sscc:4012345.0000000333',
      epcList: [epc(1)],
      quantityList: quantities,
    },
    {
      ...every,
      type: 'TransformationEvent',
      inputEPCList: [epc(1)],
      inputQuantityList: quantities,
      outputEPCList: [epc(2)],
      outputQuantityList: quantities,
      transformationID: 'urn:epc:id:gdti:4012345.55555.1234',
      persistentDisposition,
      ilmd,
    },
    {
      ...every,
      type: 'AssociationEvent',
      action: 'ADD',
      parentID: 'urn:epc:id:grai:4012345.55555.987',
      childEPCs: [epc(1)],
      childQuantityList: quantities,
    },
  ];
}
