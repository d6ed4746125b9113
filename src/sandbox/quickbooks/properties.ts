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

/** QuickBooks refuses a sales form with a field it does not know (2010), at the top and in its lines. */
export function refuseUnknownProperties(name: string, given: Fields): void {
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
