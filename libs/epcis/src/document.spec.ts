import { DocumentFault, readDocument, readEvent, TooManyEvents } from './document.js';
import { CONTEXT, document, fullEvents, objectEvent } from './epcis.spec-kit.js';
import { identityOf } from './identity.js';

const OPTIONS = { eventsMax: 3 };
const read = (event: unknown) => readDocument(document([event]), OPTIONS)[0];

/** The faults of a single event within a document, as `<field> <detail>`. */
function faultsOf(event: unknown): readonly string[] {
  const found = read(event);
  if (!found || !('faults' in found)) throw new Error('the event is sound');
  return found.faults.map(({ pointer, detail }) => {
    expect(pointer).toMatch(/^\/epcisBody\/eventList\/0/);
    return `${pointer.slice('/epcisBody/eventList/0'.length)} ${detail}`;
  });
}

function documentFaults(body: unknown): readonly string[] {
  try {
    readDocument(body, OPTIONS);
  } catch (error) {
    if (error instanceof DocumentFault)
      return error.faults.map(({ pointer, detail }) => `${pointer} ${detail}`);
    throw error;
  }
  throw new Error('the document is sound');
}

it.each(fullEvents().map((event) => [event.type, event]))('%s: every field is read and kept', (_, event) => {
  const found = read(event);
  expect(found).not.toHaveProperty('faults');
  expect(found).toMatchObject({ given: event, pointer: '/epcisBody/eventList/0' });
});

it('the events of a query document are read as well', () => {
  const results = { queryName: 'SimpleEventQuery', resultsBody: { eventList: [objectEvent()] } };
  const [found] = readDocument(
    document([], { type: 'EPCISQueryDocument', epcisBody: { queryResults: results } }),
    OPTIONS,
  );
  expect(found).toMatchObject({
    pointer: '/epcisBody/queryResults/resultsBody/eventList/0',
    given: objectEvent(),
  });
});

it('one faulty event leaves its neighbours sound', () => {
  const found = readDocument(document([objectEvent(), 7, objectEvent()]), OPTIONS);
  expect(found.map((one) => 'faults' in one)).toEqual([false, true, false]);
});

describe('terms stand in any of their forms', () => {
  it.each([
    { bizStep: 'urn:epcglobal:cbv:bizstep:arriving' },
    { bizStep: 'https://ref.gs1.org/cbv/BizStep-arriving' },
    { bizStep: 'cbv:BizStep-arriving' },
    { bizStep: 'https://vocabulary.example.com/weighing' },
    { disposition: 'urn:epcglobal:cbv:disp:in_transit' },
    { bizTransactionList: [{ type: 'urn:epcglobal:cbv:btt:po', bizTransaction: 'urn:x:1' }] },
  ])('%j', (change) => expect(read(objectEvent(change))).not.toHaveProperty('faults'));
});

describe('what is wrong with an event is told by its field', () => {
  it.each<[string, object, string]>([
    ['no time', { eventTime: undefined }, '/eventTime Invalid input: expected string, received undefined'],
    ['a time without offset', { eventTime: '2026-03-09T08:00:00' }, '/eventTime is a time with an offset'],
    ['31 February', { eventTime: '2026-02-31T08:00:00Z' }, '/eventTime is no day of the calendar'],
    ['a zone instead of an offset', { eventTimeZoneOffset: 'PKT' }, '/eventTimeZoneOffset is an offset'],
    ['an unknown step', { bizStep: 'arived' }, '/bizStep is no business step of CBV 2.0'],
    [
      'a misspelt step in full',
      { bizStep: 'https://ref.gs1.org/cbv/BizStep-arived' },
      '/bizStep is no business',
    ],
    ['a disposition as a step', { bizStep: 'urn:epcglobal:cbv:disp:in_transit' }, '/bizStep is no business'],
    ['another action', { action: 'observe' }, '/action Invalid option'],
    ['an EPC that is no URI', { epcList: ['4012345'] }, '/epcList/0 is a URI'],
    ['a space in an EPC', { epcList: ['urn:x: 1'] }, '/epcList/0 is a URI'],
    ['a field of nobody', { truck: 'A 123' }, '/truck is not a field of an ObjectEvent'],
    ['a field of another event', { parentID: 'urn:x:1' }, '/parentID is not a field of an ObjectEvent'],
    [
      'a quantity as a text',
      { quantityList: [{ epcClass: 'urn:x:1', quantity: '5' }] },
      '/quantityList/0/quantity',
    ],
    ['nothing that was seen', { epcList: undefined }, '/epcList is needed'],
    ['master data of what is only seen', { ilmd: {} }, '/ilmd goes with the action ADD only'],
    ['an unknown type', { type: 'ObservationEvent' }, '/type is one of ObjectEvent'],
  ])('%s', (_, change, fault) => {
    const faults = faultsOf(JSON.parse(JSON.stringify(objectEvent(change))));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it.each([null, 7, 'x', []])('%j is no event', (value) => expect(faultsOf(value)).toHaveLength(1));

  it.each([
    [{ type: 'AggregationEvent', action: 'ADD', parentID: 'urn:x:1' }, '/childEPCs is needed'],
    [{ type: 'AggregationEvent', action: 'ADD', childEPCs: ['urn:x:1'] }, '/parentID is needed'],
    [{ type: 'AssociationEvent', action: 'OBSERVE', parentID: 'urn:x:1' }, '/childEPCs is needed'],
    [
      { type: 'TransactionEvent', action: 'ADD', bizTransactionList: [], epcList: [] },
      '/bizTransactionList is needed',
    ],
    [{ type: 'TransformationEvent', inputEPCList: ['urn:x:1'] }, '/outputEPCList is needed'],
    [{ type: 'TransformationEvent', transformationID: 'urn:x:1' }, '/inputEPCList is needed'],
  ])('%j', (fields, fault) => {
    const { eventTime, eventTimeZoneOffset } = objectEvent();
    expect(faultsOf({ eventTime, eventTimeZoneOffset, ...fields })[0]).toContain(fault);
  });

  it('an event has at most half a megabyte', () => {
    const texts = Array(9).fill('a'.repeat(65_536));
    expect(faultsOf(objectEvent({ 'example:a': texts }))).toEqual([' has more than 524288 bytes']);
  });

  it('of many faults the first ten are told', () => {
    expect(faultsOf(objectEvent({ epcList: Array(500).fill(0) }))).toHaveLength(10);
  });
});

describe('what is no document', () => {
  const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
  it.each<[string, unknown, string]>([
    ['a list', [], ' is "EPCISDocument" or'],
    ['an event', objectEvent(), '/type is "EPCISDocument"'],
    ['one without context', document([], { '@context': undefined }), '/@context is a JSON-LD context'],
    ['one of EPCIS 1.2', document([], { schemaVersion: '1.2' }), '/schemaVersion is "2.0"'],
    ['one without events', document([], { epcisBody: {} }), '/epcisBody/eventList is a list of events'],
    [
      'one with an object for a list',
      document([], { epcisBody: { eventList: {} } }),
      '/epcisBody/eventList is a',
    ],
    [
      'one that is nested a million times',
      document([objectEvent({ 'example:deep': nested(1_000_000) })]),
      '/epcisBody/eventList/0/example:deep/0/0',
    ],
    [
      'a list of too many items',
      document([objectEvent({ epcList: Array(10_001).fill('') })]),
      '/epcList has more',
    ],
    ['a NUL', document([objectEvent({ 'example:a': '\u0000' })]), '/example:a holds a NUL'],
    ['half of a character', document([objectEvent({ 'example:\ud800': 1 })]), '/0 has a name that holds'],
    [
      'a context of more than eight kilobytes',
      document([], { '@context': { a: 'a'.repeat(8_192) } }),
      '/@context has more than 8192 bytes',
    ],
    [
      'a text without end',
      document([objectEvent({ 'example:a': 'a'.repeat(65_537) })]),
      '/example:a has more',
    ],
  ])('%s', (_, body, fault) => {
    expect(documentFaults(body)[0]).toContain(fault);
  });

  it('too many events are told before anything else', () => {
    expect(() => readDocument(document(Array(1_000_000).fill(0)), OPTIONS)).toThrow(TooManyEvents);
  });
});

it('an event alone brings its own context', () => {
  expect(readEvent({ '@context': CONTEXT, ...objectEvent() })).toMatchObject({
    context: CONTEXT,
    pointer: '',
  });
  expect(() => readEvent(objectEvent())).toThrow('/@context: is a JSON-LD context');
});

describe('what an event is known by', () => {
  const identity = (change: object) => {
    const found = read(objectEvent(change));
    if (!found || 'faults' in found) throw new Error('not sound');
    return { ...identityOf(found), hash: found.hash };
  };
  const { hash } = identity({});
  it('its eventID', () => {
    expect(identity({ eventID: 'urn:uuid:1' })).toMatchObject({
      eventId: 'urn:uuid:1',
      identifiedBy: 'event-id',
    });
  });
  it('its hash, where it has none, or has that', () => {
    expect(identity({})).toMatchObject({ eventId: hash, identifiedBy: 'hash', errorDeclaration: false });
    expect(identity({ eventID: hash })).toMatchObject({ eventId: hash, identifiedBy: 'hash' });
  });
  it('not by the hash of another event', () => {
    expect(identity({ eventID: hash, bizStep: 'departing' })).toMatchObject({
      eventId: hash,
      identifiedBy: 'event-id',
    });
  });
  it('whether it declares the event wrong', () => {
    const errorDeclaration = { declarationTime: '2026-03-10T00:00:00Z', reason: 'did_not_occur' };
    expect(identity({ errorDeclaration })).toMatchObject({ eventId: hash, errorDeclaration: true });
  });
});
