import { checkLocalDate } from '../calendar.js';
import { refuse } from '../checks.js';
import type { DeclarationCommand } from './declaration.commands.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { ClearedDeclaration, LodgedDeclaration } from './declaration-state.js';

type DataOf<Type extends DeclarationCommand['type']> = Extract<DeclarationCommand, { type: Type }>['data'];

/** Behind the clearance, too: customs looks into it again, or a certificate was taken back. */
type Asking = Pick<LodgedDeclaration | ClearedDeclaration<string>, 'lodged' | 'missingDocuments'>;

/** Customs asks for papers; one that it waits for already is not asked for again. */
export function requested(
  occurredAt: string,
  data: DataOf<'RequestDocuments'>,
  { lodged, missingDocuments }: Asking,
): readonly DeclarationEvent[] {
  if (data.dueOn !== undefined) checkLocalDate(data.dueOn, '/dueOn');
  const typeCodes = [...new Set(data.typeCodes)].filter((code) => !missingDocuments.includes(code)).sort();
  if (typeCodes.length === 0) return [];
  const { consignmentId } = lodged;
  return [{ type: 'DocumentsRequested', occurredAt, data: { ...data, consignmentId, typeCodes } }];
}

/** Papers come; those that nobody waits for say nothing. */
export function provided(
  occurredAt: string,
  data: DataOf<'ProvideDocuments'>,
  { lodged, missingDocuments }: Asking,
): readonly DeclarationEvent[] {
  if (data.documents.length === 0)
    refuse('documents-missing', 'At least one document has to be named.', '/documents');
  const documents = data.documents.filter(({ typeCode }) => missingDocuments.includes(typeCode));
  if (documents.length === 0) return [];
  const { consignmentId } = lodged;
  return [{ type: 'DocumentsProvided', occurredAt, data: { ...data, consignmentId, documents } }];
}
