import { specOf } from '@corridor/testing';
import { type FirmIdCommand, type FirmIdEvent, firmId } from '../../index.js';

const AT = '2026-03-01T10:00:00+05:00';
const data = { scheme: 'KZ-BIN', number: '210340000013', participantId: 'demo-trading-almaty' } as const;
const claiming = (change: object = {}): FirmIdCommand => ({
  type: 'ClaimNationalId',
  occurredAt: AT,
  data: { ...data, ...change },
});
const claimed: FirmIdEvent = { type: 'NationalIdClaimed', occurredAt: AT, data };
const releasing = (change: object = {}): FirmIdCommand => ({
  type: 'ReleaseNationalId',
  occurredAt: AT,
  data: { ...data, ...change },
});
const released: FirmIdEvent = { type: 'NationalIdReleased', occurredAt: AT, data };
const other = { participantId: 'demo-others' };
const { given } = specOf(firmId);

it('is claimed by a firm, and by it again', () => {
  given().when(claiming()).thenEvents(claimed);
  given(claimed).when(claiming()).thenEvents();
});

it('is no other one’s until it is released', () => {
  given(claimed).when(claiming(other)).thenRejected('national-id-used', { pointer: '/number' });
  given(claimed, released)
    .when(claiming(other))
    .thenEvents({ ...claimed, data: { ...data, ...other } });
});

it('is released by whose it is', () => {
  given(claimed).when(releasing()).thenEvents(released);
  given(claimed).when(releasing(other)).thenRejected('national-id-of-another', { pointer: '/participantId' });
  given()
    .when(releasing())
    .thenRejected('illegal-step', { legalNow: ['ClaimNationalId'] });
});
