import { scopeRule } from '../fields/element-rules.js';
import { headerFields, type MessageKind, messageKind } from '../messages/message-kind.js';
import type { Iso20022Definition } from '../parts/definition.js';
import { entryItems } from './entry.js';
import { type EntryForm, entryTable } from './entry-fields.js';
import {
  balanceScopes,
  type StatementForm,
  statementBegin,
  statementEnd,
  statementFields,
} from './statement.js';

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

const ROOTS = { Stmt: 'BkToCstmrStmt', Ntfctn: 'BkToCstmrDbtCdtNtfctn' } as const;

type Version = keyof typeof FORMS;

/** Statements of accounts (camt.053) and notifications of what was booked on them (camt.054), in all their versions. */
export const STATEMENT_KINDS: readonly MessageKind[] = (Object.keys(FORMS) as Version[]).flatMap(
  (version) => [
    statementKind(`camt.053.${version}`, FORMS[version], 'Stmt'),
    statementKind(`camt.054.${version}`, FORMS[version], 'Ntfctn'),
  ],
);

function statementKind(
  definition: Iso20022Definition,
  form: EntryForm,
  name: 'Stmt' | 'Ntfctn',
): MessageKind {
  const statementForm: StatementForm = {
    bicName: form.bicName,
    page: form === OF_2009 ? undefined : `${name}Pgntn`,
  };
  const table = entryTable(form);
  const entry = scopeRule(
    { role: 'item', items: (fields, context) => entryItems(table, fields, context) },
    table,
  );
  const statement = scopeRule(
    {
      role: 'group',
      begin: (fields, { message }) => statementBegin(statementForm, fields, message),
      end: (fields, context) => statementEnd(statementForm, fields, context),
    },
    {
      fields: statementFields(statementForm),
      scopes: { ...(name === 'Stmt' && balanceScopes), Ntry: entry },
    },
  );
  return messageKind(definition, ROOTS[name], {
    fields: headerFields('GrpHdr', {}),
    scopes: { [name]: statement },
    required: name,
  });
}
