import { sweepFaults } from '../support/fault-sweep.ts';

sweepFaults([
  { step: 'reading the sheet again', service: 'smartsheet', match: /^GET .*\/sheets\/\d+\?/ },
  { step: 'reading the books again', service: 'quickbooks', match: /^GET .*\/(customer|query)\b/ },
  { step: 'creating the invoice', service: 'quickbooks', match: /^POST .*\/invoice\?/ },
  { step: 'reading the invoice back', service: 'quickbooks', match: /^GET .*\/invoice\/\d+/ },
]);
