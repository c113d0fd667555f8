import { serviceContract } from '../../../libs/domain/dist/index.js';
import { asking, exporter, id, importer } from './asking.mjs';

const ofContract = asking({ serviceContractId: id(410) });
const terms = { subject: 'x' };

export const SERVICE_CONTRACT = {
  name: 'Contract of services',
  decider: serviceContract,
  commands: [
    ofContract('RegisterServiceContract', {
      contractNumber: '7',
      provider: exporter,
      customer: importer,
      service: 'SI21',
      terms,
    }),
    ofContract('AmendServiceContract', { terms: { subject: 'y' }, reason: 'x' }),
    ofContract('ReclassifyServiceContract', { to: 'SI22', reason: 'x' }),
    ofContract('CompleteServiceContract', { completedOn: '2026-03-02' }),
    ofContract('TerminateServiceContract', { terminatedOn: '2026-03-02', reason: 'x' }),
    ofContract('WithdrawServiceContract', { reason: 'x' }),
  ],
  about: 'What one firm does for a firm of another country; settlements tell what is paid for it.',
};
