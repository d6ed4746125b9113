/** What the firm buys, and what is peculiar to each kind of seller. Prices are minor units of one piece. */
export interface Trade {
  name:
    | 'supply'
    | 'crew'
    | 'hire'
    | 'haul'
    | 'fees'
    | 'venue'
    | 'power'
    | 'web'
    | 'shop'
    | 'pump'
    | 'table'
    | 'way'
    | 'bed';
  /** By account on a bill, or charged to a company card. */
  pay: 'bill' | 'card';
  account: string;
  /** What sellers of the trade have in their names. */
  nouns: readonly string[];
  items: readonly string[];
  price: readonly [low: number, high: number];
  most: number;
  taxed: boolean;
  /** Of the firm's purchases on its way of paying. */
  share: number;
}

export const ACCOUNTS = [
  '5010 Materials',
  '5020 Subcontractors',
  '5030 Equipment Rental',
  '5040 Freight & Delivery',
  '5050 Permits & Fees',
  '5060 Venue & Staging',
  '5070 Fuel',
  '5080 Job Supplies',
  '6100 Travel',
  '6110 Meals',
  '6200 Software',
  '6300 Utilities',
  '6900 Bank Charges',
] as const;

const words = (text: string) => text.split(', ');

export const TRADES: readonly Trade[] = [
  {
    name: 'supply',
    pay: 'bill',
    account: '5010 Materials',
    taxed: true,
    share: 40,
    most: 40,
    price: [400, 38_000],
    nouns: words(
      'Building Supply, Electric Supply, Lumber, Concrete, Steel, Hardware, Plumbing Supply, Glass, Paint, Roofing Supply',
    ),
    items: words(
      '2x4 studs, drywall sheets, EMT conduit, ready mix concrete, rebar #5, copper pipe, LED fixtures, plywood 3/4, roofing membrane, paint eggshell, breakers 20A, insulation batts, fasteners, door hardware, window units, angle steel',
    ),
  },
  {
    name: 'crew',
    pay: 'bill',
    account: '5020 Subcontractors',
    taxed: false,
    share: 18,
    most: 1,
    price: [60_000, 1_800_000],
    nouns: words(
      'Electric, Mechanical, Masonry, Painting, Drywall, Flooring, Rigging, Landscaping, Security, Staffing',
    ),
    items: words(
      'rough-in labor, finish labor, punch list work, site cleanup, framing crew, install crew, rigging crew, security guards, drywall finishing, masonry repair, overtime crew, demolition',
    ),
  },
  {
    name: 'hire',
    pay: 'bill',
    account: '5030 Equipment Rental',
    taxed: true,
    share: 10,
    most: 4,
    price: [9_000, 190_000],
    nouns: words('Equipment Rental, Rentals, Lift & Crane, Tool Hire, Scaffold, Tents & Events'),
    items: words(
      'scissor lift, boom lift, generator 45kW, skid steer, light towers, scaffold, storage container, tent 40x80, portable toilets, forklift',
    ),
  },
  {
    name: 'haul',
    pay: 'bill',
    account: '5040 Freight & Delivery',
    taxed: false,
    share: 7,
    most: 3,
    price: [6_000, 90_000],
    nouns: words('Freight, Trucking, Logistics, Hauling, Waste Services'),
    items: words('LTL freight, dumpster pull, haul off, trucking, container drayage, courier run'),
  },
  {
    name: 'fees',
    pay: 'bill',
    account: '5050 Permits & Fees',
    taxed: false,
    share: 4,
    most: 1,
    price: [4_500, 180_000],
    nouns: words('Inspection, Engineering, Surveying, Testing Labs'),
    items: words(
      'building permit, electrical permit, soil test, site survey, structural letter, fire marshal inspection',
    ),
  },
  {
    name: 'venue',
    pay: 'bill',
    account: '5060 Venue & Staging',
    taxed: true,
    share: 12,
    most: 6,
    price: [8_000, 250_000],
    nouns: words('Catering, Audio Visual, Staging, Productions, Event Services, Print & Sign, Florals'),
    items: words(
      'stage deck, PA system, LED wall, lunch buffet, coffee service, banners, name badges, linens, florals, projector, camera crew, pipe and drape',
    ),
  },
  {
    name: 'power',
    pay: 'bill',
    account: '6300 Utilities',
    taxed: false,
    share: 0,
    most: 1,
    price: [9_000, 160_000],
    nouns: words('Energy, Water District, Power & Light, Telecom, Gas'),
    items: words('temp power, water meter, site internet, gas service'),
  },
  {
    name: 'web',
    pay: 'card',
    account: '6200 Software',
    taxed: false,
    share: 3,
    most: 1,
    price: [900, 48_000],
    nouns: words('Software, Cloud, Apps, Plans Online'),
    items: words('software seats, plan room subscription, cloud storage, scheduling app, license renewal'),
  },
  {
    name: 'shop',
    pay: 'card',
    account: '5080 Job Supplies',
    taxed: true,
    share: 36,
    most: 9,
    price: [350, 9_500],
    nouns: words('Hardware, Tool Store, Office Depot, Marketplace, Supply House, Warehouse'),
    items: words(
      'misc hardware, drill bits, safety vests, gloves, tape and markers, extension cords, batteries, cleaning supplies, toner, tarps, caulk, blades',
    ),
  },
  {
    name: 'pump',
    pay: 'card',
    account: '5070 Fuel',
    taxed: false,
    share: 20,
    most: 1,
    price: [2_800, 14_500],
    nouns: words('Fuel, Gas Mart, Truck Stop, Petroleum'),
    items: words('diesel, fuel truck 4, fuel van, gas for genny'),
  },
  {
    name: 'table',
    pay: 'card',
    account: '6110 Meals',
    taxed: true,
    share: 20,
    most: 5,
    price: [900, 6_500],
    nouns: words('Grill, Cafe, Deli, BBQ, Taqueria, Coffee'),
    items: words('crew lunch, client lunch, coffee, dinner, breakfast tacos, working lunch'),
  },
  {
    name: 'way',
    pay: 'card',
    account: '6100 Travel',
    taxed: false,
    share: 14,
    most: 1,
    price: [700, 68_000],
    nouns: words('Airlines, Cab, Parking, Car Rental, Transit'),
    items: words('airfare, parking, ride to site, rental car, tolls'),
  },
  {
    name: 'bed',
    pay: 'card',
    account: '6100 Travel',
    taxed: true,
    share: 7,
    most: 4,
    price: [9_900, 31_000],
    nouns: words('Inn, Suites, Hotel, Lodge'),
    items: words('hotel, lodging, room nights'),
  },
];

export function tradeOf(name: Trade['name']): Trade {
  const found = TRADES.find((trade) => trade.name === name);
  if (!found) throw new Error(`The firm buys nothing by the name of ${name}.`);
  return found;
}
