import { specOf } from '@corridor/testing';
import { legalForSubject, type SubjectCommand, type SubjectEvent, subject } from '../../index.js';

const AT = '2026-04-01T10:00:00+05:00';
const LATER = '2028-04-01T10:00:00+05:00';
const subjectId = 's';
const sealed = (ciphertext: string) => ({
  algorithm: 'AES-256-GCM' as const,
  keyId: subjectId,
  nonce: 'n',
  ciphertext,
});
const data = {
  subjectId,
  firm: 'demo-mills',
  person: { name: sealed('a'), passportNumber: sealed('b'), birthDate: sealed('c') },
};
const registering: SubjectCommand = { type: 'RegisterSubject', occurredAt: AT, data };
const registered: SubjectEvent = { type: 'SubjectRegistered', occurredAt: AT, data };
const erasing = (reason: 'asked-by-subject' | 'ordered' = 'asked-by-subject'): SubjectCommand => ({
  type: 'ErasePersonalData',
  occurredAt: LATER,
  data: { subjectId, reason },
});
const erased: SubjectEvent = {
  type: 'PersonalDataErased',
  occurredAt: LATER,
  data: { subjectId, reason: 'asked-by-subject' },
};
const { given } = specOf(subject);

it('is registered once', () => {
  given().when(registering).thenEvents(registered);
  given(registered)
    .when(registering)
    .thenRejected('illegal-step', { legalNow: ['CorrectPersonalData', 'ErasePersonalData'] });
});

it('is corrected, which says nothing new where it is the same ciphertext, and nothing once it is erased', () => {
  const person = { ...data.person, passportNumber: sealed('d') };
  const correcting: SubjectCommand = {
    type: 'CorrectPersonalData',
    occurredAt: LATER,
    data: { subjectId, person },
  };
  const corrected: SubjectEvent = {
    type: 'PersonalDataCorrected',
    occurredAt: LATER,
    data: { subjectId, person },
  };
  given(registered).when(correcting).thenEvents(corrected);
  given(registered, corrected).when(correcting).thenEvents();
  given(registered, erased).when(correcting).thenRejected('illegal-step', { legalNow: [] });
  expect([registered, corrected].reduce(subject.evolve, subject.initialState)).toMatchObject({
    status: 'registered',
    firm: 'demo-mills',
    person,
  });
});

it('is erased once, whatever the reason that is told later', () => {
  given(registered).when(erasing()).thenEvents(erased);
  given(registered, erased).when(erasing('ordered')).thenEvents();
});

it('is not erased before it is registered, nor registered again behind that', () => {
  given()
    .when(erasing())
    .thenRejected('illegal-step', { legalNow: ['RegisterSubject'] });
  given(registered, erased).when(registering).thenRejected('illegal-step', { legalNow: [] });
});

it('keeps whose it was and why it was erased, and none of the ciphertext', () => {
  const state = [registered, erased].reduce(subject.evolve, subject.initialState);
  expect(state).toEqual({
    status: 'erased',
    subjectId,
    firm: 'demo-mills',
    erasedAt: LATER,
    reason: 'asked-by-subject',
  });
  expect(legalForSubject(state)).toEqual([]);
});
