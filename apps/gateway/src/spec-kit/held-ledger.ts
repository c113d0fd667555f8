import { addConsignment } from './consignment-rows.js';
import { type FilledLedger, startFilledLedger } from './filled-ledger.js';
import { addHold } from './hold-rows.js';

const TRADER = 'demo-textiles-faisalabad';
const OTHER = 'demo-trading-almaty';
const BANK = 'demo-bank-karachi';

/** In 2099, so that the ledger's clock, which does not go back, can be told; both offices are 5 hours ahead of UTC. */
export const at = (day: string, time = '00:00:00'): string => `2099-${day}T${time}+05:00`;
/** When the ledger came to its last position. */
export const AT_LAST = '2099-03-20T00:00:00Z';

/**
 * | hold       | of | office | from, to                       | held                                                       |
 * | ---------- | -- | ------ | ------------------------------ | ---------------------------------------------------------- |
 * | inspection | 1  | PKKHI  | 1 March – 3 March              | 2 days                                                     |
 * | papers     | 1  | KZALA  | 2 March – 4 March 12:00        | 2.5 days, 1 of them beside the inspection; told on 3 March |
 * | refused    | 2  | PKKHI  | 27 February 12:00 – 2 March 12:00 | 3 days, 1.5 in February; part 5 was left on 1 March 12:00 |
 * | valuation  | 1  | PKKHI  | 10 March, 4.321 s              | 4.321 s                                                    |
 * | open       | 3  | PKKHI  | 17 March 05:00, open           | 3 days to 20 March 05:00, the last instant of the ledger   |
 */
export async function startHeldLedger() {
  const ledger: FilledLedger = await startFilledLedger();
  const participants = [TRADER, OTHER];
  for (const number of [1, 2, 3, 4, 5]) {
    await addConsignment(ledger, { number, participants: [BANK, ...participants] });
  }
  const inspection = await addHold(ledger, {
    consignment: 1,
    from: at('03-01'),
    to: at('03-03'),
    participants,
    recorded: [at('03-01', '06:00:00'), at('03-03')],
  });
  const papers = await addHold(ledger, {
    consignment: 1,
    from: at('03-02'),
    to: at('03-04', '12:00:00'),
    office: 'KZALA',
    reason: 'documents',
    participants: [OTHER],
    recorded: [at('03-03'), at('03-04', '12:00:00')],
  });
  const from = at('02-27', '12:00:00');
  const refused = await addHold(ledger, {
    consignment: 2,
    from,
    to: at('03-02', '12:00:00'),
    by: 'refusal',
    reason: 'sanitary',
    participants,
    parts: [{ consignment: 5, from, to: at('03-01', '12:00:00') }],
    recorded: [at('03-05'), at('03-05')],
  });
  const valuation = await addHold(ledger, {
    consignment: 1,
    from: at('03-10'),
    to: at('03-10', '00:00:04.321'),
    reason: 'valuation',
    participants,
    recorded: [at('03-10'), at('03-11')],
  });
  const open = await addHold(ledger, {
    consignment: 3,
    from: at('03-17', '05:00:00'),
    reason: 'duty-unpaid',
    liftableBy: 'demo-treasury',
    participants,
    recorded: [at('03-17', '06:00:00')],
  });
  const last = await ledger.event({ recordedAt: AT_LAST });
  await ledger.reach(last);
  return { ...ledger, inspection, papers, refused, valuation, open, last };
}

export type HeldLedger = Awaited<ReturnType<typeof startHeldLedger>>;
