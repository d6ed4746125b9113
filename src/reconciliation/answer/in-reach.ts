import type { Link } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { firstSince, groupRows } from '../tables/groups.ts';

/** Days within which a vendor's row could have been a part as well. */
const REACH = 20;

/**
 * Gives, of a sum, how many rows its parts were taken from: all of their vendor about the day of the whole, matched or
 * not. "2 of 2 add up" would be a lie where six more of them lie beside.
 */
export function rowsInReach({ sheet, ledger }: Keys, cluster: Int32Array): (link: Link) => number {
  const byVendor = (side: Keyed) => {
    const vendors = side.party.map((party) => cluster[party] as number);
    return { side, vendors, groups: groupRows(vendors, cluster.length) };
  };
  const [ofSheet, ofLedger] = [byVendor(sheet), byVendor(ledger)];
  return ({ sheet: rows, ledger: postings }) => {
    const { side, vendors, groups } = rows.length > 1 ? ofSheet : ofLedger;
    const parts = rows.length > 1 ? rows : postings;
    const day =
      rows.length > 1
        ? (ledger.day[postings[0] as number] as number)
        : (sheet.day[rows[0] as number] as number);
    const vendor = vendors[parts[0] as number] as number;
    if (vendor === 0 || parts.some((part) => vendors[part] !== vendor)) return parts.length;
    const first = firstSince(groups, vendor, side.day, day - REACH);
    return firstSince(groups, vendor, side.day, day + REACH + 1) - first;
  };
}
