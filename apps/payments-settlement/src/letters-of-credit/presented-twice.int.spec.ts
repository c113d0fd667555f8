import { CreditWorld, creditOf, paper, presentationOf, usd } from './credit-world.spec-kit.js';

let world: CreditWorld;
let instant = 0;
const itIs = (day: string) => {
  instant = Date.parse(`${day}T12:00:00+05:00`);
};
beforeAll(async () => {
  itIs('2026-03-16');
  world = await CreditWorld.start(() => instant);
});
afterAll(() => world.stop());

const on = (day: string) => ({ occurredAt: `${day}T11:00:00+05:00` });
const papersOf = (number: string) => ({
  amount: usd('500.00'),
  documents: [paper('380', number), paper('705', `BL-${number}`)],
});
const issue = async (): Promise<string> =>
  `/${(await world.done('issuing', '', creditOf())).letterOfCreditId}`;

it.each([
  ['to two banks on one day', '2026-03-16', 'nominated', 'demo-bank-lahore'],
  ['to one bank on two days', '2026-03-17', 'issuing', 'demo-bank-almaty'],
] as const)('papers that were paid do not comply again, and raise a flag: %s', async (how, day, by, to) => {
  itIs('2026-03-16');
  const path = await issue();
  const papers = papersOf(how);
  await world.done(
    'beneficiary',
    `${path}/presentations`,
    presentationOf({ ...on('2026-03-16'), ...papers }),
  );
  await world.done('issuing', `${path}/presentations/1/examination`, on('2026-03-16'));
  await world.done('issuing', `${path}/presentations/1/honour`, on('2026-03-16'));
  itIs(day);
  const again = presentationOf({ ...on(day), ...papers, presentedTo: to });
  await world.done('beneficiary', `${path}/presentations`, again);
  expect(await world.refusal(by, `${path}/presentations/2/examination`, on(day))).toEqual([
    409,
    'presentation-discrepant',
    undefined,
  ]);
  const { presentations } = (await world.get('operator', path)).body;
  expect(presentations[1].shows).toEqual([
    {
      code: 'document-presented-twice',
      description: `The paper 380 "${how}" is presented under presentation 1, too`,
      typeCode: '380',
    },
    {
      code: 'document-presented-twice',
      description: `The paper 705 "BL-${how}" is presented under presentation 1, too`,
      typeCode: '705',
    },
  ]);
  expect(await world.refusal('applicant', `${path}/presentations/2/waiver`, on(day))).toEqual([
    409,
    'document-presented-twice',
    undefined,
  ]);
  const [{ code, description, typeCode }] = presentations[1].shows;
  const notice = { discrepancies: [{ code, description, typeCode }], disposal: 'returning' };
  await world.done(by, `${path}/presentations/2/refusal`, { ...on(day), ...notice });
  for (const bank of new Set(['issuing', by] as const)) {
    // The invoice, the bill of lading, and the file of each.
    expect(await world.flagsOn(bank, path)).toHaveLength(4);
  }
  expect(await world.flagsOn('other-bank', path)).toEqual([]);
});

it('a presentation that was refused, presented again and paid is not waived as well', async () => {
  itIs('2026-03-16');
  const path = await issue();
  const papers = { ...on('2026-03-16'), ...papersOf('WV-1') };
  const notice = { discrepancies: [{ code: 'other', description: 'One' }], disposal: 'returning' };
  await world.done('beneficiary', `${path}/presentations`, presentationOf(papers));
  await world.done('issuing', `${path}/presentations/1/refusal`, { ...on('2026-03-16'), ...notice });
  await world.done('beneficiary', `${path}/presentations`, presentationOf(papers));
  await world.done('issuing', `${path}/presentations/2/examination`, on('2026-03-16'));
  expect(await world.refusal('applicant', `${path}/presentations/1/waiver`, on('2026-03-16'))).toEqual([
    409,
    'document-presented-twice',
    undefined,
  ]);
  expect(await world.flagsOn('issuing', path)).toEqual([]);
});

it('the bank that issued a credit reads that a paper drawn under it was drawn under another one', async () => {
  itIs('2026-03-16');
  const other = { issuingBank: { participantId: 'demo-bank-tashkent', country: 'UZ' } };
  const one = `/${(await world.done('issuing', '', creditOf())).letterOfCreditId}`;
  const two = `/${(await world.done('other-bank', '', creditOf(other))).letterOfCreditId}`;
  for (const path of [one, two]) {
    const presented = { ...on('2026-03-16'), presentedTo: 'demo-bank-lahore', ...papersOf('DF-1') };
    await world.done('beneficiary', `${path}/presentations`, presentationOf(presented));
  }
  for (const bank of ['issuing', 'other-bank', 'nominated'] as const) {
    expect(await world.flagsOn(bank, one)).toHaveLength(4);
  }
  // It was asked to confirm, and did not.
  expect(await world.flagsOn('confirming', one)).toEqual([]);
});
