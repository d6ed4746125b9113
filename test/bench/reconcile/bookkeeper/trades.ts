/** What is bought, how it is priced, and who is known for selling it. */
export interface Trade {
  key: string;
  account: readonly [number: string, name: string];
  things: readonly string[];
  /** Median in cents, and the spread of its logarithm. */
  median: number;
  spread: number;
  /** Prices are multiples of this many cents: labour is quoted in round sums, lumber never. */
  grain: number;
  taxed: boolean;
  /** Days from order to invoice, at most. */
  lead: number;
  /** The last word of an invented firm's name. */
  firms: readonly string[];
  /** Known names: legal name | what people call it | what the card statement says. */
  known: readonly string[];
}

const list = (text: string) => text.split(',').map((part) => part.trim());

function trade(
  key: string,
  account: string,
  price: readonly [median: number, spread: number, grain: number, lead: number, taxed: 0 | 1],
  things: string,
  firms: string,
  known: readonly string[] = [],
): Trade {
  const [number = '', ...name] = account.split(' ');
  const [median, spread, grain, lead, taxed] = price;
  return {
    key,
    account: [number, name.join(' ')],
    median: median * 100,
    spread,
    grain,
    lead,
    taxed: taxed === 1,
    things: list(things),
    firms: list(firms),
    known,
  };
}

const HOME_DEPOT = 'Home Depot U.S.A., Inc.|HD,Home Depot,homedepot|THE HOME DEPOT #4512';
const AMAZON = 'Amazon.com Services LLC|Amazon,amzn,AMZ|AMZN Mktp US';
const APPLE = 'Apple Inc.|Apple store,apple|APPLE.COM/US';

/** Chart of accounts and price book, known by heart. */
const TRADES: readonly Trade[] = [
  trade(
    'lumber',
    '5010 Materials',
    [640, 1, 1, 3, 1],
    '2x4s, plywood, LVL beams, decking, trim, framing lumber, nails & hangers',
    'Lumber, Building Supply, Millwork',
    [
      HOME_DEPOT,
      "Lowe's Companies, Inc.|Lowes,LOWES|LOWES #00907",
      '84 Lumber Company|84,84 lumber|84 LUMBER CO 1120',
    ],
  ),
  trade(
    'concrete',
    '5020 Concrete & Masonry',
    [2100, 0.8, 1, 4, 1],
    'slab pour, footings, rebar, block, 4000 psi mix, pump truck',
    'Ready Mix, Concrete, Masonry Supply',
    ['CEMEX Construction Materials South, LLC|Cemex|CEMEX 8812'],
  ),
  trade(
    'electrical',
    '5030 Electrical',
    [480, 1, 1, 5, 1],
    'panel, wire, fixtures, conduit, breakers, LED cans',
    'Electric Supply, Electrical, Lighting',
    ['Graybar Electric Company, Inc.|Graybar|GRAYBAR ELECTRIC'],
  ),
  trade(
    'plumbing',
    '5040 Plumbing',
    [520, 1, 1, 5, 1],
    'rough-in, PEX, water heater, fixtures, valves',
    'Plumbing, Plumbing Supply, Mechanical',
    ['Ferguson Enterprises, LLC|Ferguson,FEI|FERGUSON ENT 61'],
  ),
  trade(
    'crew',
    '5100 Subcontractors',
    [4800, 0.8, 5000, 20, 0],
    'framing, drywall, paint, tile, roofing, demo, excavation, finish carpentry',
    'Construction, Framing, Drywall, Roofing, Painting, Excavating, Contracting',
  ),
  trade(
    'rental',
    '5200 Equipment Rental',
    [380, 0.7, 500, 7, 1],
    'skid steer, lift, scaffold, trencher, generator, fencing',
    'Rentals, Equipment, Tool Rental',
    [
      'United Rentals (North America), Inc.|UR,United Rentals|UNITED RENTALS 041',
      'Sunbelt Rentals, Inc.|Sunbelt|SUNBELT RENTALS 772',
    ],
  ),
  trade(
    'hauling',
    '5250 Site Services',
    [310, 0.4, 500, 5, 0],
    'dumpster swap, porta john, dump fee, street sweep',
    'Waste, Hauling, Disposal',
    ['WM Corporate Services, Inc.|Waste Mgmt,WM|WM.COM BILLPAY'],
  ),
  trade('fuel', '5300 Vehicle & Fuel', [64, 0.5, 1, 0, 0], 'fuel, diesel, gas truck 3, gas', 'Fuel, Oil', [
    'Shell Oil Products US|Shell|SHELL OIL 57444',
    'Chevron U.S.A. Inc.|Chevron|CHEVRON 0092',
  ]),
  trade(
    'permits',
    '5350 Permits & Fees',
    [420, 0.8, 500, 10, 0],
    'permit, inspection, plan review, impact fee',
    'County, Permit Services',
  ),
  trade(
    'software',
    '6010 Software',
    [59, 0.9, 100, 0, 0],
    'seats, licence, subscription, add-on',
    'Software, Labs, Apps',
    [
      'Adobe Inc.|Adobe,adobe cc|ADOBE *CREATIVE CLOUD',
      'Atlassian Pty Ltd|Jira,Atlassian|ATLASSIAN',
      'Figma, Inc.|figma|FIGMA MONTHLY',
      'Slack Technologies, LLC|Slack|SLACK T01A2B',
      'GitHub, Inc.|github,GH|GITHUB, INC.',
      'Zoom Communications, Inc.|zoom|ZOOM.US 888-799',
    ],
  ),
  trade(
    'cloud',
    '6020 Hosting',
    [740, 1.1, 1, 2, 0],
    'hosting, usage, storage, CDN, backups',
    'Hosting, Cloud',
    [
      'Amazon Web Services, Inc.|AWS,aws prod|AWS EMEA',
      'Google LLC|GCP,Google Cloud|GOOGLE *CLOUD',
      'DigitalOcean, LLC|DO,droplets|DIGITALOCEAN.COM',
    ],
  ),
  trade(
    'hardware',
    '6030 Equipment',
    [890, 0.9, 1, 8, 1],
    'laptop, monitors, dock, switch, rack, SSDs, cables',
    'Systems, Technology, Computer Supply',
    ['CDW Direct, LLC|CDW|CDW DIRECT 0441', 'Dell Marketing L.P.|Dell|DELL MKT LP', AMAZON, APPLE],
  ),
  trade(
    'media',
    '5500 Media',
    [3900, 1, 1, 15, 0],
    'search ads, paid social, display, OOH, radio spots',
    'Media, Outdoor, Broadcasting',
    [
      'Meta Platforms, Inc.|FB,facebook,Meta|FACEBK *7HK2',
      'Google Ireland Limited|Google Ads,adwords|GOOGLE *ADS4412',
    ],
  ),
  trade(
    'freelance',
    '5600 Freelancers',
    [1500, 0.7, 2500, 18, 0],
    'copy, design, photo shoot, editing, dev hours, QA, voiceover, illustration',
    'Studio, Creative, Design, Consulting, Productions',
  ),
  trade(
    'print',
    '5700 Print & Production',
    [560, 0.9, 1, 10, 1],
    'flyers, banners, signage, brochures, mailers',
    'Printing, Press, Signs',
    ['VistaPrint Netherlands B.V.|vistaprint|VISTAPR*VISTAPRINT'],
  ),
  trade(
    'travel',
    '6200 Travel',
    [285, 0.7, 1, 0, 0],
    'hotel, flight, uber, train, parking, car rental',
    'Travel, Hotel, Car Service',
    [
      'Delta Air Lines, Inc.|Delta|DELTA AIR 006',
      'Uber Technologies, Inc.|uber|UBER *TRIP',
      'Marriott International, Inc.|Marriott|MARRIOTT AUSTIN DT',
    ],
  ),
  trade(
    'meals',
    '6210 Meals',
    [38, 0.7, 1, 0, 0],
    'lunch, coffee, team dinner, client lunch',
    'Coffee, Cafe, Grill, Deli, Kitchen',
    ['Starbucks Corporation|sbux,Starbucks|STARBUCKS STORE 1142', 'DoorDash, Inc.|doordash|DD *DOORDASH'],
  ),
  trade(
    'office',
    '6300 Office Supplies',
    [74, 0.9, 1, 2, 1],
    'supplies, paper, toner, shipping, postage',
    'Office Supply, Stationers',
    [AMAZON, 'Staples, Inc.|Staples|STAPLES 00112', 'FedEx Corporation|fedex|FEDEX 7811'],
  ),
  trade(
    'venue',
    '6400 Events',
    [2400, 0.8, 5000, 30, 0],
    'venue, catering, AV, chairs & tables, permits for event',
    'Events, Catering, Hall, Rentals',
  ),
  trade(
    'legal',
    '6500 Professional Fees',
    [1900, 0.7, 2500, 25, 0],
    'contract review, audit, filing, bookkeeping, grant writer',
    'Law, Advisors, CPAs, & Partners',
  ),
];

export function tradesOf(keys: readonly string[]): Trade[] {
  return keys.map((key) => {
    const found = TRADES.find((candidate) => candidate.key === key);
    if (!found) throw new RangeError(`no trade is called ${key}`);
    return found;
  });
}
