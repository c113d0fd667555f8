import { linesOf } from './texts.js';
import { field, group, type XmlElement } from './xml-element.js';

/** Characters that the standard has room for. */
export const ID_MAX = 35;
const NAME_MAX = 140;
const LINE_MAX = 105;
/** The standard sets no bound; nobody reads more than these of one reason. */
const LINES_MAX = 10;
/** What banks write where the standard asks for a reference and there is none. */
const NO_REFERENCE = 'NOTPROVIDED';

const BIC = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/;
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const INSTANT =
  /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d)$/;
const CODE = /^[A-Z0-9]{1,4}$/;

/** Who sends or gets a message: a bank by its BIC, anybody else by an id that both know. */
export interface Party {
  readonly bic?: string;
  readonly id?: string;
  readonly name?: string;
}

/** What every message of ours has. */
export interface MessageHead {
  /** At most 35 characters, ours alone. */
  readonly messageId: string;
  /** RFC 3339 with its offset. */
  readonly createdAt: string;
}

/** The message that is answered. */
export interface OriginalMessage {
  /** Absent where the file had none that could be read. */
  readonly messageId?: string;
  /** Such as `pacs.008.001.08`. */
  readonly messageName: string;
  readonly createdAt?: string;
}

/** Why, by a code of the standard's list for that kind of answer, or by a word of ours. */
export interface Reason {
  readonly reason: { readonly code: string } | { readonly proprietary: string };
  /** Told to a person; lines of 105 characters, ten at most of all together. */
  readonly additional?: readonly string[];
}

/** An id of ours. @throws RangeError for one that is empty or too long: cut, it might name another message. */
export function ownId(name: string, id: string): XmlElement {
  const element = field(name, id, ID_MAX);
  if (element && element.content === id) return element;
  throw new RangeError(`${JSON.stringify(id)} is no ${name} of 1 to ${ID_MAX} characters in one line.`);
}

/** An id that the standard asks for; `NOTPROVIDED` where there is none. */
export function originalId(name: string, id: string | undefined): XmlElement {
  return field(name, id, ID_MAX) ?? { name, content: NO_REFERENCE };
}

export function optionalId(name: string, id: string | undefined): XmlElement | undefined {
  return field(name, id, ID_MAX);
}

/** An instant of ours. @throws RangeError for what is no RFC 3339 instant. */
export function ownInstant(name: string, instant: string): XmlElement {
  if (isInstant(instant)) return { name, content: instant };
  throw new RangeError(`${JSON.stringify(instant)} is no RFC 3339 instant for ${name}.`);
}

/** An instant of somebody else's message; absent where the standard would not take it. */
export function originalInstant(name: string, instant: string | undefined): XmlElement | undefined {
  return isInstant(instant) ? { name, content: instant } : undefined;
}

/** Whether messages have room for it, and it is of a day of the calendar: there is no 30 February. */
export function isInstant(text: string | undefined): text is string {
  if (text === undefined || !INSTANT.test(text)) return false;
  const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return new Date(day).toISOString().slice(0, 10) === text.slice(0, 10);
}

/** Absent for what is no UUID of version 4: the standard would not take it, and the other references name the payment, too. */
export function uetr(name: string, text: string | undefined): XmlElement | undefined {
  const lower = text?.toLowerCase();
  return lower !== undefined && UUID_V4.test(lower) ? { name, content: lower } : undefined;
}

/** `FinInstnId` of a bank. What is no BIC goes where other ids have their place. */
export function agent(name: string, party: Party | undefined): XmlElement | undefined {
  if (!party) return undefined;
  const { bic, id } = party;
  const known = bic !== undefined && BIC.test(bic);
  return group(
    name,
    group(
      'FinInstnId',
      known ? field('BICFI', bic, ID_MAX) : undefined,
      field('Nm', party.name, NAME_MAX),
      group('Othr', optionalId('Id', id ?? (known ? undefined : bic))),
    ),
  );
}

/** A choice of a bank (by a BIC) and another party. @throws RangeError for a party without BIC, id and name. */
export function party(
  name: string,
  who: Party,
  choice: { readonly bank: string; readonly other: string },
): XmlElement {
  const { bic, id } = who;
  const element =
    bic !== undefined && BIC.test(bic)
      ? group(name, agent(choice.bank, who))
      : group(
          name,
          group(
            choice.other,
            field('Nm', who.name, NAME_MAX),
            group('Id', group('OrgId', group('Othr', optionalId('Id', id ?? bic)))),
          ),
        );
  if (element) return element;
  throw new RangeError(`${name} has neither a BIC nor an id nor a name.`);
}

/** `OrgnlGrpInf` and what begins like it. */
export function original({ messageId, messageName, createdAt }: OriginalMessage): readonly Optional[] {
  return [
    originalId('OrgnlMsgId', messageId),
    originalId('OrgnlMsgNmId', messageName),
    originalInstant('OrgnlCreDtTm', createdAt),
  ];
}

type Optional = XmlElement | undefined;

/** `StsRsnInf`, `CxlStsRsnInf`: one for each reason. */
export function reasons(name: string, told: readonly Reason[]): readonly Optional[] {
  return told.map(({ reason, additional = [] }) =>
    group(name, group('Rsn', reasonChoice(reason)), additionalLines(additional)),
  );
}

/** A code of another form than the standard's lists have is told as a word of ours. */
function reasonChoice(reason: Reason['reason']): Optional {
  if ('proprietary' in reason) return field('Prtry', reason.proprietary, ID_MAX);
  const { code } = reason;
  return CODE.test(code) ? { name: 'Cd', content: code } : field('Prtry', code, ID_MAX);
}

function additionalLines(texts: readonly string[]): readonly Optional[] {
  const lines = texts.flatMap((text) => linesOf(text, LINE_MAX, LINES_MAX)).slice(0, LINES_MAX);
  return lines.map((line) => field('AddtlInf', line, LINE_MAX));
}
