import { ProblemError } from '../errors/problem.js';

/** What a key allows its holder to do. */
export const ROLES = [
  'bank',
  'trader',
  'customs',
  'reporter',
  'operator',
  /** The secretariat of the Joint Intergovernmental Commission. */
  'commission',
  /** The secretariat of the Business Council. */
  'council',
  /** A consulate or visa office. */
  'consulate',
] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. */
export interface Caller {
  readonly participant: string;
  readonly role: Role;
  /** Of a customs key: UN/LOCODEs of the offices that it acts for, and countries (ISO 3166-1 alpha-2) of whose offices it acts for each. */
  readonly offices?: readonly string[];
  /** Of a bank: the BICs by which messages name it, those of all its keys. */
  readonly bics?: readonly string[];
}

/** Who asks. @throws ProblemError 401 where nobody is known: on a route that the guard did not look at. */
export function callerOf({ caller }: { readonly caller?: Caller | undefined }): Caller {
  if (caller) return caller;
  throw new ProblemError(401, 'key-missing', 'Send your API key as "Authorization: Bearer <key>".');
}

/** Whether somebody may act for a customs office: customs for its own, an operator for any; whoever is no customs acts for none, and is bound by none. */
export function actsFor({ role, offices = [] }: Caller, office: string): boolean {
  return role !== 'customs' || offices.includes(office) || offices.includes(office.slice(0, 2));
}

/** Whether two BICs are of one bank: head office and branches, which the first eight characters do not tell apart, are one. */
export function isSameInstitution(one: string, other: string): boolean {
  return one.slice(0, 8) === other.slice(0, 8);
}

/** Whether a BIC names the bank. */
export function isNamedBy({ bics = [] }: Pick<Caller, 'bics'>, bic: string): boolean {
  return bics.some((own) => isSameInstitution(own, bic));
}

/**
 * @param office UN/LOCODE of its place.
 * @param pointer of the field that names it, where that is in the body.
 * @throws ProblemError 403 `not-your-office`.
 */
export function checkOffice(caller: Caller, office: string, pointer?: string): void {
  if (actsFor(caller, office)) return;
  const { participant, offices = [] } = caller;
  const own = offices.length > 0 ? offices.join(', ') : 'no office';
  const message = `The key of "${participant}" acts for ${own}, not for ${office}.`;
  throw new ProblemError(403, 'not-your-office', message, pointer === undefined ? {} : { pointer });
}

/** The actor as it stands in events. */
export function actorOf({ role, participant }: Caller): string {
  return `${role}:${participant}`;
}
