/** Words that say how a company is made up, not which one it is. */
const LEGAL = new Set(
  (
    'inc incorporated llc llp lp ltd limited co corp corporation company companies plc pllc pc gmbh mbh ag kg ug ohg ' +
    'sa sas sarl srl spa bv nv oy ab as aps pty pte kk the and of und et y e'
  ).split(' '),
);

const SPELLED: Readonly<Record<string, string>> = {
  svc: 'services',
  svcs: 'services',
  service: 'services',
  serv: 'services',
  srvc: 'services',
  srvcs: 'services',
  mfg: 'manufacturing',
  mfr: 'manufacturing',
  mgmt: 'management',
  mgt: 'management',
  intl: 'international',
  natl: 'national',
  constr: 'construction',
  const: 'construction',
  constn: 'construction',
  contr: 'contractors',
  contractor: 'contractors',
  contracting: 'contractors',
  bros: 'brothers',
  assoc: 'associates',
  assocs: 'associates',
  elec: 'electric',
  electrical: 'electric',
  equip: 'equipment',
  eqpt: 'equipment',
  sup: 'supply',
  supp: 'supply',
  supplies: 'supply',
  dist: 'distribution',
  distributors: 'distribution',
  tech: 'technology',
  technologies: 'technology',
  sys: 'systems',
  system: 'systems',
  grp: 'group',
  eng: 'engineering',
  engr: 'engineering',
  ind: 'industries',
  inds: 'industries',
  bldg: 'building',
  bldrs: 'builders',
  mech: 'mechanical',
  plbg: 'plumbing',
  plmb: 'plumbing',
  lbr: 'lumber',
  matl: 'materials',
  matls: 'materials',
  material: 'materials',
  trans: 'transport',
  transportation: 'transport',
  logist: 'logistics',
  ctr: 'center',
  centre: 'center',
  dept: 'department',
  hdwe: 'hardware',
  hdw: 'hardware',
  comm: 'communications',
  comms: 'communications',
  prop: 'properties',
  props: 'properties',
  ent: 'enterprises',
  sol: 'solutions',
  solns: 'solutions',
  st: 'saint',
  n: 'north',
  s: 'south',
  w: 'west',
};

/** The words of a name or a memo, lower case, without accents and punctuation. */
export function wordsOf(text: string): string[] {
  const plain = ASCII.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '');
  return plain.toLowerCase().replace(/['’.]/g, '').split(NOT_WORD).filter(Boolean);
}

const ASCII = /^[\x20-\x7e]*$/;
const NOT_WORD = /[^\p{L}\p{N}]+/u;

/** The words that tell which company it is; all words where nothing else is left. */
export function vendorWords(text: string): string[] {
  const words = wordsOf(text);
  const telling = words.filter((word) => !LEGAL.has(word)).map((word) => SPELLED[word] ?? word);
  return telling.length > 0 ? telling : words;
}
