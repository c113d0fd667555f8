import { randomUUID } from 'node:crypto';
import type { CaseCommand, CaseSubject, SealedText } from '@corridor/domain';
import { seal, unseal } from '@corridor/event-store';
import { type CommandRequest, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { blinded } from '../visas/sealed-person.js';
import { subjectKeysOf } from '../visas/subject-keys.js';

/** The field of a step that somebody writes freely. */
const WRITTEN: Partial<Record<CaseCommand['type'], 'text' | 'reason'>> = {
  AnswerCase: 'text',
  EscalateCase: 'reason',
  RecordDirection: 'text',
  ResolveCase: 'text',
  WithdrawCase: 'text',
  ReopenCase: 'reason',
};

/**
 * What is written in cases: whoever writes freely may write of people, so each text is sealed under a key of its own, which goes with the case's texts
 * or with the person whose application the case is about.
 */
@Injectable()
export class CaseTexts {
  /** Of a request that has to be decided again, as others came first: its text keeps the key that was made for it. */
  private readonly made = new WeakMap<object, SealedText>();

  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(AGGREGATES) private readonly aggregates: Pick<TradeAggregates, 'visas'>,
  ) {}

  /** A request whose body has a text is kept by a hash that nobody can try texts on. */
  blinded(request: CommandRequest): CommandRequest {
    return blinded(request, subjectKeysOf(this.parts));
  }

  async sealed(
    text: string,
    { caseId, subject }: { readonly caseId: string; readonly subject: CaseSubject },
  ): Promise<SealedText> {
    const subjectId = await this.personOf(subject);
    const origin = { caseId, ...(subjectId !== undefined && { subjectId }) };
    const key = await subjectKeysOf(this.parts).create(randomUUID(), { text: origin });
    return seal(text, fieldOf(caseId), key);
  }

  /**
   * A step as it may be kept. What the case says in the same words already keeps their ciphertext: told again, it says nothing new.
   * @param request the same object however often the step is decided.
   */
  async inStep<Step extends CaseCommand>(
    step: Step,
    known: { readonly subject: CaseSubject },
    request: object,
  ): Promise<Step> {
    const field = WRITTEN[step.type];
    if (field === undefined) return step;
    const { caseId, [field]: text } = step.data as { readonly caseId: string } & Record<typeof field, string>;
    const kept = this.made.get(request) ?? (await this.kept(text, caseId, known));
    this.made.set(request, kept);
    return { ...step, data: { ...step.data, [field]: kept } };
  }

  private async kept(
    text: string,
    caseId: string,
    known: { readonly subject: CaseSubject },
  ): Promise<SealedText> {
    const said = sealedIn(known);
    const keys = await subjectKeysOf(this.parts).findAll(said.map(({ keyId }) => keyId));
    const same = said.find((each) => {
      const key = keys.get(each.keyId);
      return key && unseal(each, fieldOf(caseId), key) === text;
    });
    return same ?? this.sealed(text, { caseId, subject: known.subject });
  }

  /** All that stands in `view` with its texts in plain, for whom they are meant; without them, for others and where they were erased. */
  async shown(caseId: string, view: object, isMeant: boolean): Promise<object> {
    const sealed = sealedIn(view);
    if (!isMeant) return replaced(view, () => undefined);
    const keys = await subjectKeysOf(this.parts).findAll(sealed.map(({ keyId }) => keyId));
    const told = replaced(view, (text) => {
      const key = keys.get(text.keyId);
      return key && unseal(text, fieldOf(caseId), key);
    });
    const isErased = sealed.some(({ keyId }) => !keys.has(keyId));
    return { ...told, ...(isErased && { textsErased: true }) };
  }

  private async personOf({ kind, applicationId }: CaseSubject): Promise<string | undefined> {
    if (kind !== 'visa-application' || applicationId === undefined) return undefined;
    const { state } = await this.aggregates.visas.load(applicationId);
    return state.status === 'unknown' ? undefined : state.subjectId;
  }
}

/** Moved to another case, a text does not open. */
function fieldOf(caseId: string): string {
  return `case ${caseId}`;
}

function isSealed(value: unknown): value is SealedText {
  return typeof value === 'object' && value !== null && 'ciphertext' in value && 'keyId' in value;
}

/** All texts that stand in something, sealed. */
export function sealedIn(value: unknown): readonly SealedText[] {
  if (isSealed(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sealedIn) : [];
}

/** @param toText `undefined` leaves the field out. */
function replaced(whole: object, toText: (sealed: SealedText) => string | undefined): object {
  const told = (value: unknown): unknown => {
    if (isSealed(value)) return toText(value);
    if (Array.isArray(value)) return value.map(told);
    return typeof value === 'object' && value !== null ? replaced(value, toText) : value;
  };
  const fields = Object.entries(whole).map(([name, value]) => [name, told(value)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}
