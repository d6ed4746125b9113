/** QuickBooks' ids of what the projects name. */
export const CUSTOMER = {
  acme: '1',
  acmeWebsite: '2',
  acmeSupport: '3',
  cafeNoura: '4',
  cafeLoyalty: '5',
  harborline: '6',
  harborlineRollout: '7',
  bluewater: '8',
  okonkwo: '9',
  ohara: '10',
  lumiere: '11',
  oldMill: '12',
} as const;
export const ITEM = {
  consulting: '1',
  design: '2',
  projectManagement: '3',
  expenses: '4',
  implementation: '5',
  support: '6',
  workshop: '7',
  retired: '8',
} as const;
export const TERM = { dueOnReceipt: '1', net15: '2', net30: '3' } as const;
export const CLASS = { web: '1', mobile: '2', operations: '3' } as const;
export const LOCATION = { chicago: '1', remote: '2', newOrleans: '3' } as const;
export const ACCOUNT = {
  checking: '1',
  receivable: '2',
  payable: '3',
  services: '4',
  reimbursed: '5',
  subcontractors: '6',
  software: '7',
  travel: '8',
  equipment: '9',
  card: '10',
  accrued: '11',
} as const;
export const VENDOR = {
  solberg: '1',
  mensah: '2',
  cloudpeak: '3',
  skyline: '4',
  nakamura: '5',
  delgado: '6',
  scanwell: '7',
  zubrowka: '8',
  brightline: '9',
  kestrel: '10',
  northgate: '11',
} as const;
export const EMPLOYEE = { tomas: '1', pam: '2', raj: '3' } as const;

export const SERVICE_PRICES = {
  consulting: 150,
  design: 135,
  projectManagement: 120,
  implementation: 185,
  support: 95,
  workshop: 1200,
} as const;
