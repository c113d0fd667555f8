import { CUSTOMS_OFFICES } from '@corridor/reference-data';
import { badInput } from '../graphql/errors.js';
import type { ReadSession } from '../read/read-session.js';
import { OFFICE_KNOWN_SQL } from './clearance-time.sql.js';
import { GUARANTOR_KNOWN_SQL } from './guarantee-use.sql.js';

/** @throws GraphQLError for what is no customs office that a source names, and at which nothing was declared either: an answer of 0 would pass for one. */
export async function checkOffice(office: string, session: ReadSession): Promise<void> {
  if (CUSTOMS_OFFICES.find(office) || (await isKnown(OFFICE_KNOWN_SQL, office, session))) return;
  throw badInput(`office: "${office}" is no customs office that the ledger knows by its UN/LOCODE.`);
}

/** @throws GraphQLError for a participant that never guaranteed anything. */
export async function checkGuarantor(guarantor: string, session: ReadSession): Promise<void> {
  if (await isKnown(GUARANTOR_KNOWN_SQL, guarantor, session)) return;
  throw badInput(`guarantor: "${guarantor}" is no guarantor that the ledger knows by its participant id.`);
}

async function isKnown(sql: string, name: string, session: ReadSession): Promise<boolean> {
  const [row] = await session.read((manager) => manager.query<{ known: boolean }[]>(sql, [name]));
  return row?.known === true;
}
