import type { PersonalDataCorrected, PersonalDataErased, SubjectRegistered } from './subject.events.js';

/** A command asks for an event: it carries what the event will say, and the aggregate checks it. */
type Asking<Type extends string, Data> = {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
};

export type SubjectCommand =
  | Asking<'RegisterSubject', SubjectRegistered['data']>
  | Asking<'CorrectPersonalData', PersonalDataCorrected['data']>
  | Asking<'ErasePersonalData', PersonalDataErased['data']>;
