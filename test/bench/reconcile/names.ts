import type { Random } from './random.ts';

const FAMILIES =
  `Abbott Alvarez Anders Baker Barlow Bennett Bishop Blake Boyd Brennan Brooks Burke Calloway Carver Castillo
Chandler Chen Clarke Colby Conrad Cooper Crane Dalton Delgado Dempsey Diaz Donnelly Drummond Dutton Eastman Ellis
Emerson Engel Fairbanks Farrell Finley Fischer Flores Foster Fowler Garcia Gibbs Grady Graham Greer Haas Hadley Hale
Hanover Harmon Hayes Hendricks Hobbs Holt Huang Hudson Ingram Jarvis Jensen Kaplan Keating Keller Kendall Kim Kirby
Klein Lambert Larkin Lawson Lindqvist Lopez Lowell Maddox Marlow Mercer Meyer Monroe Moreno Nakamura Navarro Nolan
Novak Oakley Ortega Osborne Patel Pearce Pollard Porter Pruitt Quinn Ramsey Reyes Rhodes Ritter Romero Rossi Rowe
Salazar Sanders Schmidt Sharma Shepard Silva Sloan Stanton Steele Sutton Talbot Tanaka Thorne Tucker Underwood Vance
Vargas Vaughn Wagner Walsh Webb Weston Whitaker Winslow Wolfe Yates York Young Zeller Zimmer`.split(/\s+/);
const PLACES =
  `Northgate Riverside Lakeview Summit Pacific Atlantic Midwest Lone_Star Blue_Ridge Cascade Evergreen
Golden_Gate Keystone Granite Harbor Highland Ironwood Liberty Metro Mesa Pinnacle Pioneer Prairie Redwood Sierra
Silver_Lake Stonebridge Sunbelt Tri-County Valley Westfield Old_Mill Cedar_Creek Bayview Capitol Crescent Delta Eagle
Falcon Frontier`
    .split(/\s+/)
    .map((word) => word.replace('_', ' '));
const TRADES: readonly (readonly [string, string])[] = (
  `Electric:Elec Electrical_Supply:Elec_Sply Plumbing:Plbg Mechanical:Mech Concrete:Conc Lumber:Lbr Steel:Stl
Equipment_Rental:Equip_Rntl Equipment:Equip Builders:Bldrs Construction:Constr Contracting:Contr Roofing:Rfg
Painting:Ptg Glass:Gls Logistics:Log Transport:Trans Freight:Frt Consulting:Cnslt Engineering:Engr Design:Dsgn
Architects:Arch Software:Sftw Systems:Sys Technologies:Tech Networks:Ntwk Office_Supply:Ofc_Sply Staffing:Stfg
Services:Svcs Industries:Ind Manufacturing:Mfg Safety:Sfty Environmental:Env Surveying:Survey Landscaping:Lndscp
Security:Sec Media:Media Printing:Prtg Analytics:Analyt Insurance:Ins` as string
)
  .split(/\s+/)
  .map((pair) => {
    const [long = '', short = ''] = pair.replaceAll('_', ' ').split(':');
    return [long, short] as const;
  });
const SUFFIXES = [
  ', LLC',
  ' LLC',
  ', Inc.',
  ' Inc',
  ' Corp.',
  ' Corporation',
  ' Co.',
  ' Company',
  ' Ltd',
  ' LP',
];
const FOREIGN_SUFFIXES = [' GmbH', ' AG', ' Ltd', ' Limited', ' S.A.', ' B.V.', ' Pty Ltd'];

export interface VendorNames {
  /** As on its own invoices. */
  legal: string;
  /** Without the suffix. */
  trading: string;
  /** As people write it in a hurry; the first is the trading name. */
  spellings: readonly string[];
  /** Another name altogether: what it does business as, or its initials. */
  alias: string;
  /** As a bank's feed prints it. */
  feed: string;
}

const initials = (name: string) =>
  name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .join('')
    .toUpperCase();

/** One more vendor whose legal name is not in `taken`, which it joins. */
export function nameVendor(random: Random, foreign: boolean, taken: Set<string>): VendorNames {
  for (;;) {
    const family = random.pick(FAMILIES);
    const [trade, short] = random.pick(TRADES);
    const head = random.weighted([
      [family, 5],
      [`${family} & Sons`, 0.7],
      [`${family} ${random.pick(FAMILIES)}`, 1.5],
      [`${random.pick(PLACES)}`, 3],
      [`${random.pick(PLACES)} ${family}`, 1.2],
    ]);
    const trading = `${head} ${trade}`;
    const suffix = random.chance(0.85) ? random.pick(foreign ? FOREIGN_SUFFIXES : SUFFIXES) : '';
    if (taken.has(trading)) continue;
    taken.add(trading);
    const spellings = [
      trading,
      `${head} ${short}`,
      trading.toUpperCase(),
      trading.replace(' & ', ' and '),
      random.chance(0.5) ? head : `The ${trading}`,
    ];
    const alias = random.chance(0.4)
      ? initials(trading)
      : `${random.pick(PLACES)} ${random.pick(TRADES)[0].split(' ')[0] ?? ''}`;
    const feed = `${trading
      .toUpperCase()
      .replace(/[^A-Z ]/g, '')
      .slice(0, 22)
      .trim()}`;
    return { legal: trading + suffix, trading, spellings, alias, feed };
  }
}
