import { releaseCalendar } from '../../../libs/domain/dist/index.js';
import { asking } from './asking.mjs';

const setting = asking({ reporter: 'PK', effectiveFrom: '2026-01', source: 'x' });

export const RELEASE_CALENDAR = {
  name: 'Release calendar',
  decider: releaseCalendar,
  commands: [
    setting('SetReleaseCalendar', { provisionalMonths: 2 }),
    setting('SetReleaseCalendar', { provisionalMonths: 3, finalAfterMonths: 12 }),
  ],
  about: "When a country's figures of trade are provisional, revised and final.",
};
