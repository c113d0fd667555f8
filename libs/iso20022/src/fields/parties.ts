import type { Handing, PaymentParty } from '../parts/payment.js';
import { canonicalAccount } from './account.js';
import type { Fields } from './element-rules.js';
import type { FieldCapture } from './field-capture.js';
import { FieldFault } from './field-fault.js';
import { bic, country, maybe, optional, saysNoReference } from './field-values.js';
import { ACCOUNT, BIC, CODE, NAME } from './lengths.js';

/** Fields of a table, and what reads them together. */
export interface Reading<T> {
  readonly fields: Fields;
  /** @throws FieldFault for a field that is wrong. */
  read(capture: FieldCapture): T;
}

/** What the BIC of an institution is called: `BIC` in the messages of 2009. */
export type BicName = 'BIC' | 'BICFI';

/** How a message writes a party: a person or company, an institution, or a choice of both. */
export type PartyForm = 'party' | 'institution' | 'choice';

/** The BIC of an institution. */
export function agentReading(path: string, name: BicName): Reading<string | undefined> {
  const at = `${path}/FinInstnId/${name}`;
  return { fields: { [at]: BIC }, read: (capture) => maybe(capture.first(at), bic) };
}

/** Who sends a payment to whom, told with the payment itself: `InstgAgt` and `InstdAgt`. */
export function handingReading(): Reading<Handing> {
  const instructing = agentReading('InstgAgt', 'BICFI');
  const instructed = agentReading('InstdAgt', 'BICFI');
  return {
    fields: { ...instructing.fields, ...instructed.fields },
    read: (capture) => ({
      ...optional('instructingAgent', instructing.read(capture)),
      ...optional('instructedAgent', instructed.read(capture)),
    }),
  };
}

/** An account in its one spelling; nothing where it says that there is none. */
export function accountReading(path: string): Reading<string | undefined> {
  const [ibanPath, otherPath] = [`${path}/Id/IBAN`, `${path}/Id/Othr/Id`];
  return {
    fields: { [ibanPath]: ACCOUNT, [otherPath]: ACCOUNT },
    read(capture) {
      const [iban, other] = [capture.first(ibanPath), capture.first(otherPath)];
      if (iban && other) {
        const at = `${capture.xpath}/${path}/Id`;
        throw new FieldFault('field-invalid', at, `${path}/Id holds IBAN and Othr; one is allowed.`);
      }
      if (iban && !IBAN.test(iban.text)) {
        throw new FieldFault(
          'field-invalid',
          iban.xpath,
          `"${iban.text}" is no IBAN, written without spaces.`,
        );
      }
      const account = (iban ?? other)?.text;
      return account === undefined || saysNoReference(account) ? undefined : canonicalAccount(account);
    },
  };
}

const IBAN = /^[A-Z]{2}\d{2}[A-Za-z0-9]{1,30}$/;

/** A name that says that there is none is none. */
export function nameReading(path: string, form: PartyForm): Reading<string | undefined> {
  const paths = NAMES[form].map((below) => `${path}/${below}`);
  return { fields: fieldsOf(paths, NAME), read: (capture) => nameAt(capture, paths) };
}

const NAMES: Readonly<Record<PartyForm, readonly string[]>> = {
  party: ['Nm'],
  institution: ['FinInstnId/Nm'],
  choice: ['Pty/Nm', 'Agt/FinInstnId/Nm'],
};

function nameAt(capture: FieldCapture, paths: readonly string[]): string | undefined {
  const name = capture.firstOf(paths)?.text;
  return name === undefined || saysNoReference(name) ? undefined : name;
}

/** Below a party: where its own BIC may stand. */
const bicsOf = (form: PartyForm, name: BicName): readonly string[] =>
  ({
    party: [`Id/OrgId/${name === 'BIC' ? 'BICOrBEI' : 'AnyBIC'}`],
    institution: [`FinInstnId/${name}`],
    choice: ['Pty/Id/OrgId/AnyBIC', `Agt/FinInstnId/${name}`],
  })[form];

/** Its address first, then its residence. */
const COUNTRIES: Readonly<Record<PartyForm, readonly string[]>> = {
  party: ['PstlAdr/Ctry', 'CtryOfRes'],
  institution: ['FinInstnId/PstlAdr/Ctry'],
  choice: ['Pty/PstlAdr/Ctry', 'Pty/CtryOfRes', 'Agt/FinInstnId/PstlAdr/Ctry'],
};

/** `Dbtr` or `Cdtr`, with `…Acct` and `…Agt` beside it. */
export function partyReading(
  party: 'Dbtr' | 'Cdtr',
  form: PartyForm,
  bicName: BicName,
): Reading<PaymentParty> {
  const name = nameReading(party, form);
  const bics = bicsOf(form, bicName).map((below) => `${party}/${below}`);
  const countries = COUNTRIES[form].map((below) => `${party}/${below}`);
  const account = accountReading(`${party}Acct`);
  const agent = agentReading(`${party}Agt`, bicName);
  return {
    fields: {
      ...name.fields,
      ...fieldsOf(bics, BIC),
      ...fieldsOf(countries, CODE),
      ...account.fields,
      ...agent.fields,
    },
    read: (capture) => ({
      ...optional('name', name.read(capture)),
      ...optional('bic', maybe(capture.firstOf(bics), bic)),
      ...optional('account', account.read(capture)),
      ...optional('agent', agent.read(capture)),
      ...optional('country', maybe(capture.firstOf(countries), country)),
    }),
  };
}

/** Name or BIC of whoever it is that stands at `path`. */
export function whoReading(
  path: string,
  form: PartyForm,
  bicName: BicName = 'BICFI',
): Reading<string | undefined> {
  const who = namedReading(path, form, bicName);
  return {
    fields: who.fields,
    read: (capture) => {
      const { name, bic: code } = who.read(capture);
      return name ?? code;
    },
  };
}

/** Name and BIC of whoever it is that stands at `path`; empty where neither does. */
export function namedReading(
  path: string,
  form: PartyForm,
  bicName: BicName = 'BICFI',
): Reading<Pick<PaymentParty, 'name' | 'bic'>> {
  const names = NAMES[form].map((below) => `${path}/${below}`);
  const bics = bicsOf(form, bicName).map((below) => `${path}/${below}`);
  return {
    fields: { ...fieldsOf(names, NAME), ...fieldsOf(bics, BIC) },
    read: (capture) => ({
      ...optional('name', nameAt(capture, names)),
      ...optional('bic', maybe(capture.firstOf(bics), bic)),
    }),
  };
}

export const fieldsOf = (paths: readonly string[], charsMax: number): Fields =>
  Object.fromEntries(paths.map((path) => [path, charsMax]));
