import { createRequire } from 'node:module';

type Done = (error: unknown, data?: unknown) => void;
type Find = (criteria: string, done: Done) => void;

/** The part of node-quickbooks that is used, as it behaves; its own types promise other shapes. */
export interface Sdk {
  endpoint: string;
  createInvoice(invoice: object, done: Done): void;
  getInvoice(id: string, done: Done): void;
  voidInvoice(invoice: object, done: Done): void;
  sendInvoicePdf(id: string, to: string | null, done: Done): void;
  getCustomer(id: string, done: Done): void;
  getItem(id: string, done: Done): void;
  getClass(id: string, done: Done): void;
  getDepartment(id: string, done: Done): void;
  getTerm(id: string, done: Done): void;
  getTaxCode(id: string, done: Done): void;
  getPreferences(done: Done): void;
  getCompanyInfo(id: string, done: Done): void;
  findCustomers: Find;
  findItems: Find;
  findClasses: Find;
  findDepartments: Find;
  findTaxCodes: Find;
  findInvoices: Find;
  findEstimates: Find;
  findCompanyInfos: Find;
  findVendors: Find;
  findBills: Find;
  findJournalEntries: Find;
  getBill(id: string, done: Done): void;
  getPurchase(id: string, done: Done): void;
  getVendorCredit(id: string, done: Done): void;
  getJournalEntry(id: string, done: Done): void;
  createBill(bill: object, done: Done): void;
  createJournalEntry(entry: object, done: Done): void;
  updateBill(bill: object, done: Done): void;
  updatePurchase(purchase: object, done: Done): void;
  updateVendorCredit(credit: object, done: Done): void;
  updateJournalEntry(entry: object, done: Done): void;
  deleteBill(bill: object, done: Done): void;
  deletePurchase(purchase: object, done: Done): void;
  deleteVendorCredit(credit: object, done: Done): void;
  deleteJournalEntry(entry: object, done: Done): void;
  batch(items: object[], done: Done): void;
  changeDataCapture(entities: string, since: string, done: Done): void;
}

export interface SdkOptions {
  /** Origin of the API. */
  apiUrl: string;
  realmId: string;
  accessToken: string;
  sandbox: boolean;
}

const require = createRequire(import.meta.url);
const Constructor = require('node-quickbooks') as new (config: object) => Sdk;

/** One SDK instance for one access token: they are cheap, and a shared one would change tokens under a running call. */
export function createSdk({ apiUrl, realmId, accessToken, sandbox }: SdkOptions): Sdk {
  const sdk = new Constructor({
    token: accessToken,
    realmId,
    useSandbox: sandbox,
    debug: false, // it would print headers and bodies
    oauthversion: '2.0',
  });
  sdk.endpoint = `${apiUrl.replace(/\/+$/, '')}/v3/company/`;
  return sdk;
}

/**
 * The SDK's callback as a promise that only settles. A callback that throws is called a second time by the SDK, even
 * after a success, so nothing else may happen in it.
 */
export function settle(call: (done: Done) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    call((error, data) => (error ? reject(error) : resolve(data)));
  });
}
