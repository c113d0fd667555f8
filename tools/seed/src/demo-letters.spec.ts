import { derivedId } from '@corridor/contracts';
import { bankingDayFrom, dueDate, type Posting } from '@corridor/domain';
import { toMoney } from '@corridor/kernel';
import { publishedCalendar } from '@corridor/reference-data';
import { LETTER_DEALS } from './corridor/letter-deals.js';
import { type DemoEvent, demoLog, ofType } from './demo-log.spec-kit.js';

let log: readonly DemoEvent[];
beforeAll(() => {
  log = demoLog({ seed: 1, endsOn: '2026-03-01' });
}, 60_000);

/** Letters of credit by what became of them: in how many streams an event of a type stands. */
const lettersWith = (type: DemoEvent['type']): ReadonlySet<string> =>
  new Set(log.filter((event) => event.type === type).map(({ streamId }) => streamId));

it('has letters of credit of each kind, and each of what becomes of them', () => {
  const issued = ofType(log, 'LetterOfCreditIssued').map(({ data }) => data);
  expect(issued).toHaveLength(LETTER_DEALS.length);
  expect(new Set(issued.map(({ terms }) => terms.availableBy))).toEqual(
    new Set(['sight-payment', 'deferred-payment', 'acceptance', 'negotiation']),
  );
  for (const { letterOfCreditId, number, issuingBank, applicant, beneficiary } of issued) {
    expect(letterOfCreditId).toBe(
      derivedId('corridor-ledger letter of credit v1', issuingBank.participantId, number.toLowerCase()),
    );
    expect(issuingBank.country).toBe(applicant.country);
    expect(new Set([applicant.country, beneficiary.country])).toEqual(new Set(['PK', 'KZ']));
  }
  for (const type of [
    ...(['LetterOfCreditAdvised', 'LetterOfCreditConfirmed', 'ConfirmationDeclined'] as const),
    ...(['CreditAmendmentAccepted', 'PresentationRefused', 'DiscrepanciesWaived', 'DraftAccepted'] as const),
    ...(['PresentationHonoured', 'PresentationNegotiated', 'PresentationReimbursed'] as const),
    ...(['LetterOfCreditExpired', 'LetterOfCreditCancelled', 'LetterOfCreditClosed'] as const),
  ]) {
    expect([type, lettersWith(type).size > 0]).toEqual([type, true]);
  }
  // The goods of each are known to be paid under it.
  const named = ofType(log, 'CreditNamed').map(({ data }) => `${data.letterOfCreditId} ${data.allocated.id}`);
  expect(named).toEqual(
    issued.map(({ letterOfCreditId, terms }) => `${letterOfCreditId} ${terms.consignmentIds[0]}`),
  );
  // Whoever was refused presents again, or the buyer takes the documents as they are.
  const again = [...lettersWith('PresentationRefused')].filter(
    (id) => !lettersWith('DiscrepanciesWaived').has(id),
  );
  for (const streamId of again) {
    const made = ofType(log, 'PresentationMade').filter((event) => event.streamId === streamId);
    expect(made.map(({ data }) => data.presentation)).toEqual([1, 2]);
  }
  // Nothing is drawn under what expires unused, or is cancelled.
  const drawn = lettersWith('PresentationMade');
  for (const streamId of lettersWith('LetterOfCreditCancelled')) expect(drawn).not.toContain(streamId);
  expect([...lettersWith('LetterOfCreditExpired')].some((streamId) => !drawn.has(streamId))).toBe(true);
});

it('posts what banks undertake, and is even once nothing is left to draw and to pay', () => {
  const books = new Map<string, Map<string, bigint>>();
  for (const { type, data, streamId } of log) {
    if (!streamId.startsWith('lc-') || !('postings' in data)) continue;
    const postings = data.postings as readonly Posting[];
    const accounts = books.get(streamId) ?? new Map<string, bigint>();
    books.set(streamId, accounts);
    let sum = 0n;
    for (const { account, of, side, amount } of postings) {
      const minor = toMoney(amount).minor * (side === 'debit' ? 1n : -1n);
      accounts.set(`${account} ${of}`, (accounts.get(`${account} ${of}`) ?? 0n) + minor);
      sum += minor;
    }
    expect([type, sum]).toEqual([type, 0n]);
  }
  const ended = [...lettersWith('LetterOfCreditClosed'), ...lettersWith('LetterOfCreditCancelled')];
  expect(ended.length).toBeGreaterThan(8);
  for (const streamId of ended)
    expect([...(books.get(streamId)?.values() ?? [])].filter((left) => left !== 0n)).toEqual([]);
  // Of what is still open, the issuing bank stands for the amount, by the terms that hold, of which nothing was paid.
  for (const { streamId, data } of ofType(log, 'LetterOfCreditIssued')) {
    const isOver = ended.includes(streamId) || lettersWith('LetterOfCreditExpired').has(streamId);
    if (isOver || lettersWith('PresentationHonoured').has(streamId)) continue;
    const [amended] = ofType(log, 'CreditAmendmentAccepted').filter((event) => event.streamId === streamId);
    const { amount } = amended?.data.terms ?? data.terms;
    const stands = books.get(streamId)?.get(`guarantee ${data.issuingBank.participantId}`);
    expect(stands).toBe(-toMoney(amount).minor);
  }
});

it('draws on the papers of the goods, in time, and pays no drawing before it is due', () => {
  const terms = new Map(
    ofType(log, 'LetterOfCreditIssued').map(({ data }) => [data.letterOfCreditId, data.terms]),
  );
  for (const { data } of ofType(log, 'CreditAmendmentAccepted')) terms.set(data.letterOfCreditId, data.terms);
  const attached = new Map(ofType(log, 'DocumentAttached').map(({ data }) => [data.consignmentId, data]));
  const made = ofType(log, 'PresentationMade');
  expect(made.length).toBeGreaterThan(10);
  for (const { data } of made) {
    const paper = attached.get(data.consignmentId ?? '');
    expect(data.documents).toContainEqual({
      ...{ typeCode: paper?.typeCode, number: paper?.number, issuer: paper?.issuer },
      ...{ issuedOn: paper?.issuedOn, sha256: paper?.sha256 },
    });
    expect(data.inTime).toBe(true);
    expect(data.presentedOn <= dueDate(data.shippedOn ?? '', 21)).toBe(true);
  }
  const madeOf = new Map(made.map(({ data }) => [`${data.letterOfCreditId} ${data.presentation}`, data]));
  const acceptedOn = new Map(
    ofType(log, 'DraftAccepted').map(({ data }) => [data.letterOfCreditId, data.acceptedOn]),
  );
  let usance = 0;
  for (const { data } of ofType(log, 'PresentationHonoured')) {
    const { tenor } = terms.get(data.letterOfCreditId) ?? {};
    if (!tenor) continue;
    const presented = madeOf.get(`${data.letterOfCreditId} ${data.presentation}`);
    const from = {
      ...{ sight: presented?.presentedOn, shipment: presented?.shippedOn },
      acceptance: acceptedOn.get(data.letterOfCreditId),
    }[tenor.from];
    expect(data.paidOn >= dueDate(from ?? '9999-12-31', tenor.days)).toBe(true);
    usance += 1;
  }
  expect(usance).toBeGreaterThan(2);
});

it("pays the invoice of the goods by the payment that the bank made, on the exporter's account", () => {
  const invoices = new Map(ofType(log, 'InvoiceRegistered').map(({ data }) => [data.consignmentId, data]));
  const booked = new Map(ofType(log, 'SettlementBooked').map(({ data }) => [data.references.uetr, data]));
  const matched = new Map(ofType(log, 'SettlementMatched').map(({ data }) => [data.settlementId, data]));
  const arisen = new Map(ofType(log, 'ObligationArisen').map(({ data }) => [data.invoiceId, data]));
  const complied = new Map(
    ofType(log, 'PresentationComplied').map(({ data }) => [data.letterOfCreditId, data]),
  );
  const accepted = new Map(ofType(log, 'DraftAccepted').map(({ data }) => [data.letterOfCreditId, data]));
  const paid = [...ofType(log, 'PresentationHonoured'), ...ofType(log, 'PresentationNegotiated')];
  expect(paid.length).toBeGreaterThan(8);
  for (const { data, recordedAt } of paid) {
    const invoice = invoices.get(data.consignmentId ?? '');
    const owed = arisen.get(invoice?.invoiceId ?? '');
    expect(invoice?.amount).toEqual(data.amount);
    expect(invoice?.terms).toMatchObject({
      method: 'letter-of-credit',
      letterOfCreditId: data.letterOfCreditId,
    });
    const told = accepted.get(data.letterOfCreditId) ?? complied.get(data.letterOfCreditId);
    const country = invoice?.creditor.country ?? '';
    expect(owed).toMatchObject({
      letterOfCreditId: data.letterOfCreditId,
      dueOn: bankingDayFrom(told?.maturityOn ?? '', [publishedCalendar(country)]),
    });
    const money = booked.get(data.uetr);
    // Banks send what they book within the day.
    if (!money && recordedAt > '2026-02-25') continue;
    expect(money).toMatchObject({ bank: invoice?.creditorBank, amount: data.amount });
    expect(matched.get(money?.settlementId ?? '')).toMatchObject({
      ...{ invoiceId: invoice?.invoiceId, by: 'uetr', unallocated: { amount: '0.00', currency: 'USD' } },
    });
  }
});
