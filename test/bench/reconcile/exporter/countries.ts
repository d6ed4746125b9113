/** Where vendors are at home: their money, their VAT in hundred-thousandths, how firms are called and number their bills. */
export interface Country {
  code: string;
  currency: string;
  vat: number;
  reduced: number;
  /** Legal forms; '%' stands for the name. */
  forms: readonly string[];
  people: readonly string[];
  trades: readonly string[];
  towns: readonly string[];
  /** # the counter, 0# the same filled up to four signs, YYYY and YY the year, MM the month. */
  numbers: readonly string[];
}

/** code | money | VAT in per cent, full and reduced | legal forms | people | trades | towns | numbers of bills */
const TABLE = `
GB | GBP | 20 5 | % Ltd, % Limited, % PLC, % LLP | Hargreaves, Pemberton, Ashworth, Whitlock, Thackeray, Oldroyd, Cartwright, Penhaligon, Ormerod, Braithwaite | Engineering, Fabrications, Bearings, Controls, Haulage, Tooling, Castings, Hydraulics | Sheffield, Rotherham, Dudley, Preston, Halifax | INV-0#, SI #, #, I/YY/#
DE | EUR | 19 7 | % GmbH, % GmbH & Co. KG, % AG, % e.K. | Müller, Schäfer, Köhler, Größmann, Hölzl, Krüger, Weiß, Jäger, Brückner, Löffler | Antriebstechnik, Maschinenbau, Werkzeuge, Blechbearbeitung, Prüftechnik, Steuerungen, Spedition, Fördertechnik | Esslingen, Nürnberg, Gütersloh, Chemnitz, Würzburg | RE-YYYY-0#, YYYY/#, RYY0#, #
FR | EUR | 20 5.5 | % SAS, % SARL, % SA, Éts % | Lefèvre, Béranger, Hébert, Gauthier, Delacroix, Rochefort, Prévost, Maréchal, Dubœuf, Fabre | Mécanique, Outillage, Usinage, Chaudronnerie, Automatismes, Transports, Soudure, Métrologie | Saint-Étienne, Besançon, Orléans, Angoulême, Lille | FYYYY-0#, FA0#, YYYY0#, FC #
NL | EUR | 21 9 | % B.V., % N.V., % V.O.F. | van Dijk, de Groot, Hoekstra, Vermeulen, ter Horst, Zandvliet, Bosman, Kuipers, Wijnands, Draaisma | Techniek, Lastechniek, Logistiek, Metaal, Besturingen, Verspaning, Onderdelen, Keuringen | Eindhoven, Hengelo, Tilburg, Breda, Zwolle | YYYY.0#, VFYY0#, #, F YYYY-#
IT | EUR | 22 10 | % S.p.A., % S.r.l., % SpA, % Srl | Bianchi, Ferraris, Colombo, Martinelli, Zanetti, Pellegrini, Rinaldi, Fabbri, Cattaneo, Moretti | Meccanica, Riduttori, Utensili, Carpenteria, Trasporti, Automazione, Stampi, Oleodinamica | Brescia, Modena, Vicenza, Lecco, Forlì | #/YYYY, FT #/A, #/YY, YY/0#
ES | EUR | 21 10 | % S.L., % S.A., % SLU | Ibáñez, Muñoz, Echeverría, Peña, Gallardo, Ordóñez, Carrasco, Zubiri, Núñez, Barrera | Mecanizados, Calderería, Suministros, Montajes, Herrajes, Neumática, Transportes, Ingeniería | Éibar, Zaragoza, Vitoria, Sabadell, Gijón | A/YY0#, FV-#, YYYY-0#, F-0#
LU | EUR | 17 8 | % S.à r.l., % S.A., % SARL | Schroëder, Thill, Wagener, Kremer, Faber | Logistics, Expertise, Conseil, Certification | Esch-sur-Alzette, Differdange, Mersch | YYYY-0#, #/YYYY
IE | EUR | 23 13.5 | % Ltd, % Limited, % DAC | O'Sullivan, MacCárthaigh, Ó Briain, Fitzgerald, Kinsella, Gallagher | Engineering, Precision, Freight, Automation | Shannon, Cork, Athlone | INV0#, #
SE | SEK | 25 12 | % AB, % Aktiebolag, % HB | Lindström, Åkesson, Bergqvist, Sjögren, Öhman, Nyström, Håkansson | Industri, Verktyg, Mekaniska, Hydraulik, Svets, Teknik | Västerås, Eskilstuna, Jönköping | #, YY0#
DK | DKK | 25 25 | % A/S, % ApS, % I/S | Sørensen, Kjær, Højgaard, Ørsted, Thygesen, Nørregaard | Maskinfabrik, Pumper, Transport, Stål, Automation | Horsens, Aalborg, Vejle | #, 0#
CH | CHF | 8.1 2.6 | % AG, % Sàrl, % GmbH, % SA | Zürcher, Bürgi, Aebischer, Lüthi, Jeanneret, Rüegg | Präzision, Messtechnik, Décolletage, Antriebe, Spindeln | Biel, Winterthur, Neuchâtel | YYYY-#, R #, 0#
PL | PLN | 23 8 | % Sp. z o.o., % S.A., % Sp.j. | Wiśniewski, Dąbrowska, Łukasik, Wójcik, Zieliński, Gołąb | Konstrukcje, Obróbka, Odlewnia, Transport, Serwis | Łódź, Rzeszów, Poznań | FV #/MM/YYYY, #/YYYY, FV/#/YY
CZ | CZK | 21 12 | % s.r.o., % a.s. | Dvořák, Němec, Růžička, Čermák, Kučera | Strojírny, Slévárna, Nástroje, Montáže | Plzeň, Hradec Králové, Zlín | YY0#, YYYY#
US | USD | 0 0 | % Inc., % LLC, % Corp. | Kowalczyk, Haverford, Stackpole, Tillman, Brandt, Ellsworth, Dunmore, Okafor | Controls, Machine Tool, Logistics, Instruments, Fluid Power, Rigging, Software | Dayton, Rockford, Erie, Worcester | #, INV #, YY-#, SO-0#
CA | CAD | 13 5 | % Inc., % Ltée, % Ltd., % Corp. | Bélanger, Côté, MacIsaac, Desrochers, Pettigrew, Thibodeau, Whalen, Lévesque | Fabrication, Usinage, Industries, Transport, Équipements, Millwrights, Controls | Hamilton, Trois-Rivières, Kitchener, Laval | INV #, #, F-0#, YY-0#
JP | JPY | 0 0 | % K.K., % Co.,Ltd., % Corporation | Nakashima, Ōtsuka, Kuroda, Fujimori, Hayashida | Seiki, Seisakusho, Kogyo, Denki | Hamamatsu, Okayama, Suwa | JYYYY-#, YY0#
KW | KWD | 0 0 | % W.L.L., % K.S.C. | Al-Mutairi, Al-Sabāh, Behbehani | Contracting, Lifting Services, Customs Clearance | Shuwaikh, Ahmadi | #/YYYY, CC-#
`;

const list = (text: string | undefined) => (text ?? '').split(', ');

/** Per cent as hundred-thousandths: '13.5' is 13500. */
const share = (percent: string | undefined) => Math.round(Number(percent) * 1000);

function countryFrom(line: string): Country {
  const [code = '', currency = '', rates = '', forms, people, trades, towns, numbers] = line.split(' | ');
  const [vat, reduced] = rates.split(' ');
  return {
    code,
    currency,
    vat: share(vat),
    reduced: share(reduced),
    forms: list(forms),
    people: list(people),
    trades: list(trades),
    towns: list(towns),
    numbers: list(numbers),
  };
}

export const COUNTRIES: readonly Country[] = TABLE.trim().split('\n').map(countryFrom);
