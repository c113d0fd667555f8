import { randomUUID } from 'node:crypto';
import { fromCloudEvent, toCloudEvent, validateEventData } from '@corridor/contracts';
import fc from 'fast-check';
import { application, grant, submission } from './institutions/visas/visa.spec-kit.js';
import {
  type Answer,
  clearance,
  declaration,
  invoice,
  lodgement,
  TradeWorld,
  target,
} from './trade-events.spec-kit.js';
import { guarantee, pkr, transit } from './transits/transit.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const at = { occurredAt: '2026-03-20T08:00:00+05:00' };
const dispatch = { ...at, location: 'PKKHI', transportMode: 'road' };
const onConsignment = (step: string, dispatched: boolean) => async () => {
  const path = `consignments/${await world.declared()}`;
  if (dispatched) await world.done('operator', `${path}/dispatch`, dispatch);
  return `${path}/${step}`;
};
const onDeclaration = (step: string, cleared: boolean, flow?: 'export') => async () => {
  // Goods are declared once: each declaration has a consignment of its own.
  const atKarachi = flow && { flow, customsOffice: 'PKKHI' };
  const declared = { ...lodgement(await world.declared()), ...atKarachi };
  const { declarationId } = await world.done('customs', 'declarations', declared);
  const path = `declarations/${declarationId}`;
  if (cleared) await world.done('customs', `${path}/clearance`, clearance());
  return `${path}/${step}`;
};
const onGuarantee = (step: string) => async () =>
  `guarantees/${(await world.done('operator', 'guarantees', guarantee())).guaranteeId}/${step}`;
const onTransit = (step: string, before?: readonly [path: string, body: object]) => async () => {
  const { transitId } = await world.done('customs', 'transits', transit(guaranteeId));
  const path = `transits/${transitId}`;
  if (before) await world.done('customs', `${path}/${before[0]}`, before[1]);
  return `${path}/${step}`;
};
const onTheWay = { occurredAt: '2026-03-21T08:00:00+05:00' };
const amiss = { ...onTheWay, code: 'other', note: 'x' };
const arrival = { ...onTheWay, office: 'KZALA' };
const seal = { ...onTheWay, action: 'affixed', sealNumber: '1', by: 'x', location: 'PKKHI' };
const LEG = { from: 'PKKHI', to: 'KZALA', mode: 'road', borderPoints: ['PKTOR'] };
const TOLD = {
  ...LEG,
  distance: { km: '3800', source: 'x' },
  duration: { days: '12.5', source: 'x' },
  cost: { perTonne: { amount: '150.00', currency: 'USD' }, source: 'x' },
};
const planned = () => ({ ...at, routeId: `route-${randomUUID()}`, name: 'A route', legs: [LEG] });
const onRoute = (step: string) => async () => {
  const { routeId } = await world.done('operator', 'routes', planned());
  await world.done('operator', `routes/${routeId}/opening`, { ...at, source: 'x' });
  return `routes/${routeId}/${step}`;
};
const onVisa = (step: string) => async () => {
  const { visaId } = await world.done('operator', 'visas', application(at));
  const path = `visas/${visaId}`;
  if (step === 'invitation') return `${path}/invitation`;
  await world.done('operator', `${path}/invitation`, invited);
  await world.done('operator', `${path}/submission`, submission(at));
  return `${path}/${step}`;
};
const invited = { ...at, invitationNumber: '1', issuedOn: '2026-03-20' };
let consignmentId: string;
let guaranteeId: string;
beforeAll(async () => {
  consignmentId = await world.declared();
  const large = guarantee({ amount: pkr('1000000000000.00') });
  guaranteeId = (await world.done('operator', 'guarantees', large)).guaranteeId ?? '';
});

const usd = (amount: string) => ({ amount, currency: 'USD' });
const half = (lineNumber: number) => ({ lineNumber, quantity: '20000', netMassKg: '6000' });
const parts = [half(1)];
const documentBody = () => ({
  ...at,
  typeCode: '380',
  number: 'INV-1',
  issuer: 'Demo Mills',
  issuedOn: '2026-03-01',
  sha256: 'a'.repeat(64),
});
const contractBody = () => {
  const { exporter, importer, incoterm } = declaration();
  const parties = { exporter, importer, incoterm };
  return { ...at, contractNumber: '14', signedOn: '2026-02-11', ...parties, value: usd('84000.00') };
};

const disputeOn = (id: string) => ({
  ...at,
  kind: 'dispute',
  subject: { kind: 'consignment', consignmentId: id },
  text: 'Some are missing.',
  against: 'demo-trading-almaty',
  firm: 'demo-textiles-faisalabad',
});

/** Each route: what it is sent when all is well, and where to, once that is there. */
const ROUTES: Readonly<Record<string, readonly [body: () => Json, path: () => Promise<string>]>> = {
  declare: [declaration, async () => 'consignments'],
  dispatch: [() => dispatch, onConsignment('dispatch', false)],
  checkpoint: [() => ({ ...at, location: 'UZTAS', movement: 'arrived' }), onConsignment('checkpoints', true)],
  deliver: [() => ({ ...at, location: 'KZALA' }), onConsignment('delivery', true)],
  amend: [() => ({ ...at, reason: 'x', lines: declaration().lines }), onConsignment('amendments', false)],
  cancel: [() => ({ ...at, reason: 'x' }), onConsignment('cancellation', false)],
  lodge: [
    () => ({ ...lodgement(consignmentId), lines: declaration().lines }),
    async () => {
      consignmentId = await world.declared();
      return 'declarations';
    },
  ],
  hold: [() => ({ ...at, reason: 'inspection', note: 'x' }), onDeclaration('holds', false)],
  release: [() => at, onDeclaration('holds/x/release', false)],
  clear: [clearance, onDeclaration('clearance', false)],
  amendDeclaration: [
    () => ({ ...at, reason: 'x', lines: declaration().lines, charges: lodgement('').charges }),
    onDeclaration('amendments', true),
  ],
  invoice: [() => invoice(consignmentId), async () => 'invoices'],
  openCase: [
    () => disputeOn(consignmentId),
    async () => {
      consignmentId = await world.declared();
      return 'cases';
    },
  ],
  resolveCase: [
    () => ({ ...at, outcome: 'settled', text: 'x', firmAgrees: true, lostBy: 'demo-trading-almaty' }),
    async () => {
      const { caseId } = await world.done('operator', 'cases', disputeOn(await world.declared()));
      await world.done('operator', `cases/${caseId}/triage`, { ...at, kind: 'dispute', priority: 'low' });
      return `cases/${caseId}/resolution`;
    },
  ],
  setServiceLevel: [
    () => ({ ...at, triageHours: 1, answerHours: 2, resolveHours: 3, escalateHours: 4, reopenDays: 5 }),
    async () => 'service-levels/visa',
  ],
  setReleaseCalendar: [
    () => ({
      ...at,
      ...{
        effectiveFrom: '2026-01',
        provisionalMonths: 3,
        finalAfterMonths: 6,
        yearEndMonth: 6,
        source: 'x',
      },
    }),
    async () => 'release-calendars/PK',
  ],
  defineRoute: [() => ({ ...planned(), legs: [TOLD] }), async () => 'routes'],
  suspendRoute: [() => ({ ...at, reason: 'x' }), onRoute('suspension')],
  setTariff: [
    () => ({
      ...at,
      basis: 'teu',
      price: { amount: '5000.00', currency: 'USD' },
      validFrom: '2026-03-01',
      source: 'x',
    }),
    onRoute('tariffs'),
  ],
  revisePlan: [() => ({ ...at, wrong: 'x', reason: 'x', legs: [TOLD] }), onRoute('revisions')],
  contract: [contractBody, async () => 'consignments/contracts'],
  pack: [
    () => ({ ...at, units: [{ kind: 'truck', number: 'TLE-1234', seals: ['PK-1'], contents: parts }] }),
    onConsignment('units', false),
  ],
  transload: [
    () => ({ ...at, location: 'UZTAS', from: 'road', to: 'rail', meansOfTransport: 'train 1402' }),
    onConsignment('transloadings', true),
  ],
  split: [
    () => ({
      ...at,
      location: 'UZTAS',
      parts: [{ lines: [half(1), half(2)] }, { lines: [half(1), half(2)] }],
    }),
    onConsignment('split', true),
  ],
  outturn: [() => ({ ...at, location: 'KZALA', lines: parts }), onConsignment('outturns', true)],
  damage: [
    () => ({ ...at, location: 'KZALA', lines: parts, description: 'wet' }),
    onConsignment('damages', true),
  ],
  return: [() => ({ ...at, location: 'PKKHI', reason: 'x' }), onConsignment('return', true)],
  document: [documentBody, onConsignment('documents', false)],
  requestDocuments: [
    () => ({ ...at, typeCodes: ['861'], note: 'x', dueOn: '2026-04-01' }),
    onDeclaration('document-requests', false),
  ],
  inspect: [
    () => ({ ...at, kind: 'physical', result: 'conforming', note: 'x' }),
    onDeclaration('inspections', false),
  ],
  assess: [
    () => ({ ...at, duties: [{ kind: 'fee', amount: usd('1.00') }], dueOn: '2026-04-01' }),
    onDeclaration('assessment', false),
  ],
  invalidate: [() => ({ ...at, reason: 'x' }), onDeclaration('invalidation', true, 'export')],
  refuse: [() => ({ ...at, reason: 'sanitary', note: 'x' }), onDeclaration('refusal', false)],
  releaseGoods: [() => at, onDeclaration('goods-release', true)],
  target: [() => ({ ...target(), dueOn: '2027-12-31' }), async () => 'targets'],
  guarantee: [() => guarantee(), async () => 'guarantees'],
  topUp: [() => ({ ...at, amount: pkr('1.00') }), onGuarantee('top-ups')],
  expire: [() => ({ occurredAt: '2026-03-31T08:00:00+05:00' }), onGuarantee('expiry')],
  openTransit: [() => transit(guaranteeId), async () => 'transits'],
  pass: [() => ({ ...onTheWay, location: 'PKTOR', movement: 'left' }), onTransit('passages')],
  affix: [() => seal, onTransit('seals')],
  replaceSeal: [
    () => ({ ...seal, action: 'replaced', newSealNumber: '2', reason: 'x' }),
    onTransit('seals', ['seals', seal]),
  ],
  report: [() => amiss, onTransit('irregularities')],
  extend: [() => ({ ...onTheWay, dueBy: '2026-05-01T00:00:00Z', reason: 'x' }), onTransit('extensions')],
  terminate: [() => ({ ...arrival, reservation: 'x' }), onTransit('termination')],
  discharge: [
    () => ({ occurredAt: '2026-03-31T08:00:00+05:00' }),
    onTransit('discharge', ['termination', arrival]),
  ],
  call: [
    () => ({ ...onTheWay, amount: pkr('1.00'), reason: 'x' }),
    onTransit('calls', ['irregularities', amiss]),
  ],
  cancelTransit: [() => ({ ...onTheWay, reason: 'x' }), onTransit('cancellation')],
  askForVisa: [() => application(at), async () => 'visas'],
  invite: [() => invited, onVisa('invitation')],
  askForDocuments: [() => ({ ...at, documents: ['insurance'] }), onVisa('document-requests')],
  grantVisa: [() => grant(at), onVisa('grant')],
};

/** What has the right form for its name, and may yet be too much, too little or nothing of the kind. */
const text = fc.oneof(
  // One more than the contracts allow, by each of their limits: what a body lets through, an event would not.
  {
    arbitrary: fc.constantFrom(36, 65, 141, 513).map((length) => 'ж'.repeat(length)),
    weight: 3,
  },
  fc.string({ unit: 'binary', minLength: 1, maxLength: 600 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    '\ud800',
    'a\u0000',
    '\u2028',
    'a\u00a0',
    '\ufeff',
    '\u202ee',
    '￿',
    'i̇',
    "'); --",
    '$1',
    '{}',
  ),
);
const amount = fc.stringMatching(/^-?\d{1,18}(?:\.\d{1,18})?$/);
const date = fc.stringMatching(
  /^(?:0001|19[0-9]{2}|202[0-6]|9999)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/,
);
const FORMED: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  occurredAt: fc
    .tuple(
      date,
      fc.stringMatching(
        /^T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.\d{1,9})?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])$/,
      ),
    )
    .map(([day, time]) => day + time),
  amount,
  currency: fc.constantFrom('USD', 'PKR', 'KZT', 'JPY', 'KWD', 'CLF', 'XXX', 'XAU', 'QQQ'),
  netMassKg: fc.stringMatching(/^\d{1,12}(?:\.\d{1,6})?$/),
  quantity: fc.stringMatching(/^\d{1,12}(?:\.\d{1,6})?$/),
  usdPerUnit: fc.stringMatching(/^\d{1,12}(?:\.\d{1,12})?$/),
  date,
  issuedOn: date,
  dueOn: date,
  hs6: fc.stringMatching(/^\d{6}$/),
  lineNumber: fc.integer({ min: 1, max: 9999 }),
  days: fc.integer({ min: 0, max: 365 }),
  unit: fc.stringMatching(/^[A-Z0-9]{2,3}$/),
  country: fc.stringMatching(/^[A-Z]{2}$/),
  countryOfOrigin: fc.stringMatching(/^[A-Z]{2}$/),
  customsOffice: fc.constantFrom('KZALA', 'PKKHI', 'UZTAS', 'PKZZZ'),
  location: fc.constantFrom('KZALA', 'PKKHI', 'UZTAS', 'PKZZZ'),
  origin: fc.constantFrom('PKLHE', 'UZTAS', 'KZALA'),
  destination: fc.constantFrom('PKKHI', 'PKLHE', 'KZAST'),
  transportMode: fc.constantFrom('road', 'rail', 'sea', 'air'),
  movement: fc.constantFrom('arrived', 'departed'),
  trigger: fc.constantFrom('invoice-date', 'dispatch', 'import-clearance', 'delivery'),
  rule: fc.constantFrom('EXW', 'CFR', 'CIF', 'DDP', 'DAF'),
  flow: fc.constantFrom('export', 'import'),
  participantId: fc.stringMatching(/^[a-z0-9]{1,64}$/),
  creditorBank: fc.stringMatching(/^[a-z0-9]{1,64}$/),
  targetId: fc.stringMatching(/^[a-z0-9]{1,60}$/),
  kind: fc.constantFrom('bank-guarantee', 'insurance', 'tir-carnet'),
  validFrom: date,
  validUntil: date,
  dueBy: date.map((day) => `${day}T12:00:00Z`),
  grossMassKg: fc.stringMatching(/^\d{1,12}(?:\.\d{1,6})?$/),
  packages: fc.integer({ min: 1, max: 9_999_999 }),
  mode: fc.constantFrom('road', 'rail', 'sea', 'air'),
  action: fc.constantFrom('affixed', 'broken', 'replaced'),
  office: fc.constantFrom('KZALA', 'UZTAS', 'PKZZZ'),
  officeOfDeparture: fc.constantFrom('PKKHI', 'PKGWD', 'KZALA', 'CNKHG'),
  officeOfDestination: fc.constantFrom('PKKHI', 'TJDYU', 'KZALA', 'AFKBL'),
  code: fc.constantFrom('seal-broken', 'accident', 'other'),
};
const hostile: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue().map((value) => value as Json),
  fc.constantFrom<Json>(
    '',
    0,
    -1,
    1e308,
    2 ** 53,
    null,
    [],
    {},
    [[]],
    'x'.repeat(100_000),
    'NaN',
    'constructor',
  ),
);

function routeOf(name: string) {
  const route = ROUTES[name];
  if (!route) throw new Error(name);
  return route;
}
function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, Json>)[key] : undefined),
    value,
  );
}
/** Every place in a body, the whole of it first. */
function placesOf(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => placesOf(child, [...path, key]))];
}
function put(value: Json, [key, ...rest]: readonly string[], by: Json | undefined): Json | undefined {
  if (key === undefined) return by;
  const child = put((value as Record<string, Json>)[key] ?? null, rest, by);
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) =>
      String(index) === key ? (child === undefined ? [] : [child]) : [item],
    );
  }
  const { [key]: _, ...others } = value as Record<string, Json>;
  return child === undefined ? others : { ...others, [key]: child };
}

interface Change {
  readonly place: readonly string[];
  /** `undefined`: it is left out. */
  readonly value: Json | undefined;
}
/** Another value of the right form, at a leaf. */
const formed = (body: Json): fc.Arbitrary<Change> =>
  fc
    .constantFrom(...placesOf(body).filter((place) => typeof valueAt(body, place) !== 'object'))
    .chain((place) =>
      (FORMED[place.findLast((key) => key in FORMED) ?? ''] ?? text).map((value) => ({ place, value })),
    );
/** Anything, anywhere. */
const wild = (body: Json): fc.Arbitrary<Change> =>
  fc.record({ place: fc.constantFrom(...placesOf(body)), value: fc.option(hostile, { nil: undefined }) });
interface Asked {
  readonly route: string;
  readonly changes: readonly Change[];
}
/** A route, and up to so many changes of what it is sent when all is well. */
const requests = (change: (body: Json) => fc.Arbitrary<Change>, maxLength: number): fc.Arbitrary<Asked> =>
  fc
    .constantFrom(...Object.keys(ROUTES))
    .chain((route) =>
      fc
        .array(change(routeOf(route)[0]()), { minLength: 1, maxLength })
        .map((changes) => ({ route, changes })),
    );

/** What is told again, behind something else, is answered with the position of the first. */
const TOLD_AGAIN = ['setServiceLevel', 'defineRoute', 'setServiceLevel'].map((route): [Asked] => [
  { route, changes: [] },
]);

interface Sent {
  /** The head of the log before it. */
  readonly before: number;
  readonly answer: Answer;
  /** The body. */
  readonly text: string;
}

/** Sends the changed body. */
async function send(route: string, changes: readonly Change[]): Promise<Sent> {
  const [bodyOf, pathOf] = routeOf(route);
  const path = await pathOf();
  const body = changes.reduce<Json>(
    (so, { place, value }) => (valueAt(so, place) === undefined ? so : (put(so, place, value) ?? {})),
    bodyOf(),
  );
  const { position: before } = await world.asked();
  return { before, answer: await world.post('operator', path, body), text: JSON.stringify(body) };
}

/** It is taken as events that anyone can read, or refused with the field at fault and nothing in the log. */
async function takenOrRefused({ before, answer, text }: Sent): Promise<void> {
  const { position: head } = await world.asked();
  if (answer.status < 300) {
    // What says what is so already leads to nothing new: it is answered without a position, or with that of what told it.
    const told = Number(answer.body.position ?? before);
    expect(Math.max(told, before)).toBe(head);
    for (let position = before + 1; position <= head; position += 1) {
      const event = await world.event(position);
      validateEventData(event.type, event.schemaVersion, event.data);
      expect(fromCloudEvent(JSON.parse(JSON.stringify(toCloudEvent(event, '/test'))))).toEqual(event);
    }
    return;
  }
  // A body that would poison a prototype is not read at all.
  const unread = /"(?:__proto__|constructor)"/.test(text) ? [400] : [];
  expect([404, 409, 422, ...unread]).toContain(answer.status);
  expect(answer.type).toBe('application/problem+json; charset=utf-8');
  expect(answer.body.code).toEqual(expect.stringMatching(/^[a-z0-9-]+$/));
  if (answer.status === 422) expect(typeof answer.body.pointer).toBe('string');
  expect(head).toBe(before);
}

it.each([
  ['of the right form', formed, 3, 0.15],
  ['of any form', wild, 3, 0],
] as const)(
  'no body %s is an error of the ledger',
  async (_, change, changesMax, takenAtLeast) => {
    const numRuns = 500;
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(requests(change, changesMax), async ({ route, changes }) => {
        const sent = await send(route, changes);
        if (sent.answer.status < 300) taken += 1;
        await takenOrRefused(sent);
      }),
      { numRuns, examples: TOLD_AGAIN },
    );
    // Where hardly a body came through, nothing behind the first check would have been tried.
    expect(taken / numRuns).toBeGreaterThanOrEqual(takenAtLeast);
  },
  120_000,
);
