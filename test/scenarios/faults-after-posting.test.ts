import { sweepFaults } from '../support/fault-sweep.ts';

sweepFaults([
  { step: 'mailing the invoice', service: 'quickbooks', match: /^POST .*\/invoice\/\d+\/send/ },
  { step: 'writing the sheet', service: 'smartsheet', match: /^PUT .*\/rows/ },
  { step: 'commenting on the row', service: 'smartsheet', match: /^POST .*\/discussions/ },
  { step: 'changing the card', service: 'slack', match: /^POST .*\/chat\.update/ },
]);
