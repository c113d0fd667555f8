import { CUSTOMS_OFFICES } from '@corridor/reference-data';
import { badInput } from '../graphql/errors.js';
import type { ReadSession } from '../read/read-session.js';
import { OFFICE_KNOWN_SQL } from './clearance-time.sql.js';
import { GUARANTOR_KNOWN_SQL } from './guarantee-use.sql.js';

/** @throws GraphQLError for what is no customs office that a source names, and at which nothing was declared either: an answer of 0 would pass for one. */
async function checkOffice(office: string, session: ReadSession): Promise<void> {
  if (CUSTOMS_OFFICES.find(office) || (await isKnown(OFFICE_KNOWN_SQL, office, session))) return;
  throw badInput(`office: "${office}" is no customs office that the ledger knows by its UN/LOCODE.`);
}

/**
 * Where customs is asked of: the UN/LOCODE of an office, the code of a country for all of its offices, or null for all.
 * @throws GraphQLError as `checkOffice`, and for an office of another country.
 */
export async function placeAsked(
  { office, reporter }: { readonly office: string | null; readonly reporter: string | null },
  session: ReadSession,
): Promise<string | null> {
  if (!office) return reporter;
  await checkOffice(office, session);
  if (reporter && !office.startsWith(reporter))
    throw badInput(
      `office: "${office}" is no office of ${reporter}. Leave reporter out, or give one of its offices.`,
    );
  return office;
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
