import { type Fields, fieldsAt, isSalesForm, listAt } from './entity.ts';
import { fault } from './fault-shapes.ts';

const FORM = new Set(
  `Id SyncToken MetaData domain sparse CustomField DocNumber TxnDate DepartmentRef CurrencyRef ExchangeRate
  PrivateNote TxnStatus LinkedTxn Line TxnTaxDetail CustomerRef CustomerMemo BillAddr ShipAddr FreeFormAddress
  ShipFromAddr ShipMethodRef ShipDate TrackingNum ClassRef SalesTermRef DueDate GlobalTaxCalculation TotalAmt
  HomeTotalAmt ApplyTaxAfterDiscount PrintStatus EmailStatus BillEmail BillEmailCc BillEmailBcc DeliveryInfo
  Balance HomeBalance Deposit DepositToAccountRef AllowIPNPayment AllowOnlinePayment
  AllowOnlineCreditCardPayment AllowOnlineACHPayment EInvoiceStatus InvoiceLink RecurDataRef TaxExemptionRef
  ProjectRef ExpirationDate AcceptedBy AcceptedDate RemainingCredit PaymentMethodRef PaymentRefNum
  AutoDocNumber`.split(/\s+/),
);
const LINE = new Set(
  `Id LineNum Description Amount DetailType LinkedTxn SalesItemLineDetail DiscountLineDetail SubTotalLineDetail
  GroupLineDetail DescriptionLineDetail CustomExtensions Received`.split(/\s+/),
);
const SALES_ITEM = new Set(
  `ItemRef ClassRef UnitPrice RatePercent PriceLevelRef Qty UOMRef ItemAccountRef InventorySiteRef TaxCodeRef
  MarkupInfo ServiceDate TaxInclusiveAmt DiscountRate DiscountAmt DeferredRevenue`.split(/\s+/),
);

const EXPENSE = new Set(
  `Id SyncToken MetaData domain sparse CustomField DocNumber TxnDate DepartmentRef CurrencyRef ExchangeRate
  PrivateNote TxnStatus LinkedTxn Line TxnTaxDetail TxnSource RecurDataRef GlobalTaxCalculation
  TransactionLocationType TotalAmt HomeTotalAmt VendorRef APAccountRef SalesTermRef DueDate Balance HomeBalance
  VendorAddr PayerRef RemitToAddr ShipAddr IncludeInAnnualTPAR AccountRef EntityRef PaymentType Credit
  PaymentRefNum PrintStatus PaymentMethodRef PurchaseEx TxnNum CheckPayment Adjustment HomeCurrencyAdjustment
  EnteredInAdjustmentMode TotalTax TaxRateRef POStatus POEmail Memo ClassRef ShipTo ShipMethodRef
  ManuallyClosed EmailStatus`.split(/\s+/),
);
const EXPENSE_LINE = new Set(
  `Id LineNum Description Amount DetailType LinkedTxn AccountBasedExpenseLineDetail ItemBasedExpenseLineDetail
  JournalEntryLineDetail GroupLineDetail DescriptionLineDetail CustomExtensions Received ProjectRef`.split(
    /\s+/,
  ),
);
const EXPENSE_DETAIL = new Set(
  `AccountRef ItemRef ItemAccountRef CustomerRef ClassRef BillableStatus MarkupInfo TaxCodeRef TaxAmount
  TaxInclusiveAmt Qty UnitPrice PriceLevelRef UOMRef ProjectRef PostingType Entity DepartmentRef
  TaxApplicableOn JournalCodeRef`.split(/\s+/),
);
const EXPENSE_FORMS = new Set(['Bill', 'VendorCredit', 'Purchase', 'PurchaseOrder', 'JournalEntry']);
const EXPENSE_DETAILS = [
  'AccountBasedExpenseLineDetail',
  'ItemBasedExpenseLineDetail',
  'JournalEntryLineDetail',
];

/** QuickBooks refuses a sales form or an expense with a field it does not know (2010), at the top and in its lines. */
export function refuseUnknownProperties(name: string, given: Fields): void {
  if (EXPENSE_FORMS.has(name)) {
    check(given, EXPENSE);
    for (const line of listAt(given, 'Line')) {
      check(line, EXPENSE_LINE);
      for (const key of EXPENSE_DETAILS) check(fieldsAt(line, key) ?? {}, EXPENSE_DETAIL);
    }
  }
  if (!isSalesForm(name)) return;
  check(given, FORM);
  for (const line of listAt(given, 'Line')) {
    check(line, LINE);
    check(fieldsAt(line, 'SalesItemLineDetail') ?? {}, SALES_ITEM);
  }
}

function check(fields: Fields, known: ReadonlySet<string>): void {
  const stranger = Object.keys(fields).find((key) => !known.has(key));
  if (stranger === undefined) return;
  const detail = `Property Name:${stranger} specified is unsupported or invalid`;
  throw fault('2010', detail, stranger);
}
