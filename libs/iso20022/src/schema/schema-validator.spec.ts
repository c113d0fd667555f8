import { join } from 'node:path';
import { folderOf, PARCEL, PARCEL_SCHEMA, parcels } from './schema.spec-kit.js';
import { type SchemaLimits, SchemaValidator } from './schema-validator.js';

const at = folderOf({ 'parcel.xsd': PARCEL_SCHEMA });
const open: SchemaValidator[] = [];
afterAll(async () => {
  await Promise.all(open.map((each) => each.close()));
  at.remove();
});
async function validator(limits?: SchemaLimits): Promise<SchemaValidator> {
  const opened = await SchemaValidator.open(at.folder, limits);
  open.push(opened);
  return opened;
}

const SOUND = Buffer.from(parcels('<Prcl><Id>A</Id></Prcl>'));
const FAULTY = Buffer.from(parcels('<Prcl/>'));
const FAULT = [{ line: 2, xpath: '/Document/Prcl' }];

/** A thread that knows the parcel's schema, and does `work` with every document. */
function thread(work: string): URL {
  const code = `import { parentPort } from 'node:worker_threads';
    parentPort.postMessage({ kind: 'ready', index: new Map([['${PARCEL}', 'parcel.xsd']]) });
    parentPort.on('message', ({ document }) => { ${work} });`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

it('answers each of many at once by its own document', async () => {
  const schemas = await validator();
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => schemas.validate(PARCEL, index % 2 ? FAULTY : SOUND)),
  );
  for (const [index, answer] of answers.entries()) expect(answer).toMatchObject(index % 2 ? FAULT : []);
  expect(schemas.namespaces).toEqual([PARCEL]);
});

it('says nothing of what it has no schema for, and of what is too large', async () => {
  const schemas = await validator({ documentBytesMax: FAULTY.length });
  expect(await schemas.validate('urn:test:letter', FAULTY)).toBeUndefined();
  expect(await schemas.validate(PARCEL, Buffer.concat([FAULTY, Buffer.from('\n')]))).toBeUndefined();
  expect(await schemas.validate(PARCEL, FAULTY)).toMatchObject(FAULT);
});

it('refuses what would wait behind too much, and takes it when that is done', async () => {
  const schemas = await validator({ waitingBytesMax: 2 * FAULTY.length });
  // The first is looked at and waits no longer.
  const taken = [1, 2, 3].map(() => schemas.validate(PARCEL, FAULTY));
  await expect(schemas.validate(PARCEL, FAULTY)).rejects.toMatchObject({ failure: 'busy' });
  for (const faults of await Promise.all(taken)) expect(faults).toMatchObject(FAULT);
  expect(await schemas.validate(PARCEL, FAULTY)).toMatchObject(FAULT);
});

it('ends a check that takes too long, and makes the next in another thread', async () => {
  const script = thread(`
    if (document.length === ${FAULTY.length}) for (;;);
    parentPort.postMessage({ kind: 'checked', faults: [] });`);
  const schemas = await validator({ script, timeoutMs: 200 });
  const [stuck, next] = [schemas.validate(PARCEL, FAULTY), schemas.validate(PARCEL, SOUND)];
  await expect(stuck).rejects.toMatchObject({ failure: 'time-out' });
  expect(await next).toEqual([]);
});

it('survives a thread that breaks', async () => {
  const script = thread(`
    if (document.length === ${FAULTY.length}) throw new Error('out of memory');
    parentPort.postMessage({ kind: 'checked', faults: [] });`);
  const schemas = await validator({ script });
  await expect(schemas.validate(PARCEL, FAULTY)).rejects.toMatchObject({
    failure: 'broken',
    message: 'The check broke off: out of memory',
  });
  expect(await schemas.validate(PARCEL, SOUND)).toEqual([]);
});

it('rejects what waits when it is closed, and what comes behind that', async () => {
  const schemas = await validator({ script: thread('for (;;);') });
  const taken = [1, 2].map(() => schemas.validate(PARCEL, FAULTY));
  const settled = Promise.allSettled(taken);
  await schemas.close();
  for (const each of await settled) expect(each).toMatchObject({ reason: { failure: 'closed' } });
  await expect(schemas.validate(PARCEL, SOUND)).rejects.toMatchObject({ failure: 'closed' });
});

it('does not open a folder with a file that is no schema, and names it', async () => {
  const bad = folderOf({ 'bad.xsd': '<Document/>' });
  const file = join(bad.folder, 'bad.xsd');
  await expect(SchemaValidator.open(bad.folder)).rejects.toThrow(
    `${file} is no XML schema: its root is Document.`,
  );
  bad.remove();
});
