import type { CaseCommand } from './case.commands.js';
import { legalForCase } from './case.js';
import type { CaseState } from './case-state.js';

/** What somebody has to do with a case: it is that of its firms, and one of them brought it, or opened it again. */
export type CasePart = 'firm' | 'bringer' | 'assignee' | 'council' | 'commission';

const COMMANDS_OF: Readonly<Record<CasePart, readonly CaseCommand['type'][]>> = {
  firm: ['OpenCase', 'ReopenCase'],
  bringer: ['WithdrawCase'],
  assignee: ['AnswerCase'],
  council: ['TriageCase', 'AssignCase', 'EscalateCase', 'ResolveCase', 'EraseCaseTexts'],
  commission: ['RecordDirection'],
};

/** What a case allows to somebody with these parts; what the ledger tells by itself is for nobody. */
export function legalForParts(state: CaseState, parts: readonly CasePart[]): readonly CaseCommand['type'][] {
  const own = parts.flatMap((part) => COMMANDS_OF[part]);
  return legalForCase(state).filter((type) => own.includes(type));
}
