import { scopeRule } from '../fields/element-rules.js';
import type { BicName } from '../fields/parties.js';
import { headerFields, type MessageKind, messageKind } from '../messages/message-kind.js';
import { entryItems } from './entry.js';
import { type EntryForm, entryTable } from './entry-fields.js';
import { balanceScopes, statementBegin, statementEnd, statementFields } from './statement.js';

const OF_2009: EntryForm = {
  bicName: 'BIC',
  statusPath: 'Sts',
  ownAmount: false,
  partyChoice: false,
  uetr: false,
};
const OF_2013: EntryForm = { ...OF_2009, bicName: 'BICFI', ownAmount: true };
const OF_2018: EntryForm = { ...OF_2013, statusPath: 'Sts/Cd', partyChoice: true };
const OF_2019: EntryForm = { ...OF_2018, uetr: true };

const FORMS = {
  '001.02': OF_2009,
  '001.04': OF_2013,
  '001.06': OF_2013,
  '001.07': OF_2018,
  '001.08': OF_2019,
  '001.10': OF_2019,
} as const;

/** Statements of accounts (camt.053) and notifications of what was booked on them (camt.054), in all their versions. */
export const STATEMENT_KINDS: readonly MessageKind[] = Object.entries(FORMS).flatMap(([version, form]) => [
  statementKind(`camt.053.${version as keyof typeof FORMS}`, form, 'BkToCstmrStmt', 'Stmt', 'StmtPgntn'),
  statementKind(
    `camt.054.${version as keyof typeof FORMS}`,
    form,
    'BkToCstmrDbtCdtNtfctn',
    'Ntfctn',
    'NtfctnPgntn',
  ),
]);

function statementKind(
  definition: `camt.05${3 | 4}.${keyof typeof FORMS}`,
  form: EntryForm,
  root: string,
  group: string,
  page: 'StmtPgntn' | 'NtfctnPgntn',
): MessageKind {
  const { bicName }: { readonly bicName: BicName } = form;
  const table = entryTable(form);
  const entry = scopeRule(
    {
      role: 'item',
      items: (fields, context) => entryItems(table, fields, context),
    },
    table,
  );
  const statement = scopeRule(
    {
      role: 'group',
      begin: (fields, { message }) => statementBegin(bicName, page, fields, message),
      end: statementEnd,
    },
    {
      fields: statementFields(bicName, page),
      scopes: { ...(group === 'Stmt' && balanceScopes), Ntry: entry },
    },
  );
  return messageKind(definition, root, {
    fields: headerFields('GrpHdr'),
    scopes: { [group]: statement },
    required: group,
  });
}
