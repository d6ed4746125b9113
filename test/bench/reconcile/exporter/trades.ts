/** What is bought for a machine that is built here and put up abroad. */
export interface Trade {
  name: string;
  weight: number;
  account: { number: string; name: string };
  /** Net, in euros: half of the bills lie under the middle. */
  middle: number;
  spread: number;
  things: readonly string[];
  /** Share of the bills with an order. */
  orders: number;
  /** How VAT falls on it: goods and services between firms (none across a border), or where it is used, whoever buys. */
  vat: 'between-firms' | 'local';
  /** Share that lies under the country's reduced rate. */
  reduced: number;
  card: number;
  /** Abroad more often than at home. */
  abroad: number;
}

const list = (text: string) => text.split(', ');

const trade = (
  name: string,
  weight: number,
  account: string,
  [middle, spread]: readonly [number, number],
  things: string,
  rest: Partial<Pick<Trade, 'orders' | 'vat' | 'reduced' | 'card' | 'abroad'>>,
): Trade => ({
  name,
  weight,
  account: { number: account.slice(0, 4), name: account.slice(5) },
  middle,
  spread,
  things: list(things),
  orders: 0.6,
  vat: 'between-firms',
  reduced: 0,
  card: 0,
  abroad: 0.5,
  ...rest,
});

export const TRADES: readonly Trade[] = [
  trade(
    'components',
    30,
    '5010 Bought-in components',
    [2600, 1.1],
    'gearbox 2-stage, servo drives, ball screws, linear guides, cable chain, safety relays, light curtain, pneumatic valves, HMI panel, spindle unit, bearings set, hydraulic power pack',
    { abroad: 0.6 },
  ),
  trade(
    'machining',
    18,
    '5020 Subcontract machining',
    [1800, 1],
    'frame milling, base plates, shafts ground, laser cut panels, welded frame, anodising, hardening, guard sheets, brackets, drawing rev C parts',
    { abroad: 0.35 },
  ),
  trade(
    'freight',
    13,
    '5200 Freight and customs',
    [900, 0.9],
    'groupage to site, special transport, sea freight 40ft, crating, export declaration, airfreight spares, courier, customs clearance',
    { orders: 0.35, abroad: 0.45 },
  ),
  trade(
    'fitting',
    11,
    '5100 Installation labour',
    [3400, 0.8],
    'mechanical fitters on site, electricians on site, crane and rigging, commissioning days, supervisor travel days, site cabling',
    { abroad: 0.65 },
  ),
  trade(
    'design',
    7,
    '5110 Design and programming',
    [2700, 0.7],
    'PLC programming, electrical drawings, FEM calculation, robot programming, risk assessment, visualisation',
    { orders: 0.5, abroad: 0.3 },
  ),
  trade(
    'testing',
    4,
    '5120 Certification and testing',
    [1500, 0.7],
    'CE conformity file, noise measurement, NRTL field label, acceptance test, weld inspection, calibration',
    { orders: 0.4, abroad: 0.5 },
  ),
  trade(
    'hotel',
    7,
    '5300 Travel and lodging',
    [420, 0.7],
    'rooms for fitters, hotel commissioning team, long stay apartment, meeting room and lunch',
    { orders: 0.05, vat: 'local', reduced: 0.7, card: 0.7, abroad: 0.85 },
  ),
  trade(
    'travel',
    6,
    '5310 Fares and hire cars',
    [260, 0.8],
    'flights commissioning, rail tickets, hire car one week, van hire, visa service',
    { orders: 0.02, vat: 'local', reduced: 0.3, card: 0.85, abroad: 0.5 },
  ),
  trade(
    'small',
    6,
    '5030 Consumables and small parts',
    [95, 0.8],
    'fasteners, sealant, labels, gloves and PPE, cable glands, lubricant, drill bits',
    { orders: 0.15, card: 0.6, abroad: 0.35 },
  ),
  trade(
    'printing',
    2,
    '5130 Manuals and translation',
    [640, 0.7],
    'manual translation, operating manual print, safety signs, spare parts catalogue',
    { orders: 0.3, reduced: 0.3, abroad: 0.5 },
  ),
];

/** Month after month, one amount. */
export const MONTHLY: readonly Trade[] = [
  trade(
    'software',
    3,
    '5400 Software subscriptions',
    [85, 0.8],
    'CAD seats, cloud storage, remote access, PLM licence, project tool',
    { orders: 0, card: 1, abroad: 0.85 },
  ),
  trade(
    'hire',
    2,
    '5040 Equipment hire',
    [780, 0.6],
    'forklift hire, site container, scaffold hire, welding set hire',
    { orders: 0.4, abroad: 0.3 },
  ),
  trade('storage', 1, '5050 Storage and rent', [1250, 0.5], 'bonded store, assembly bay rent, yard space', {
    orders: 0.1,
    abroad: 0.3,
  }),
];
