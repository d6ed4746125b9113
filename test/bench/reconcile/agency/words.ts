/** Made-up people, firms and jobs. Any likeness is chance. */
const list = (text: string) => text.split(',').map((one) => one.trim());

export const FIRST = list(
  'Maya,Tom,Priya,Jonas,Aisha,Leo,Carmen,Dmitri,Hannah,Kwame,Sofia,Ben,Yuki,Omar,Clara,Felix,Nadia,Ruben,Ines,Theo,Grace,Marek,Lina,Victor,Zoe,Andre,Freya,Hugo,Tara,Milo,Esther,Paolo,Wren,Samir,Dana,Elliot,Rosa,Nils,Bianca,Caleb,Ivy,Mateo,June,Tariq,Greta,Owen,Selma,Idris,Paula,Finn,Keiko,Ronan,Amara,Jules,Vera,Stefan,Lucia,Desmond,Alma,Kirk',
);
export const LAST = list(
  'Lindqvist,Okafor,Brennan,Castellano,Dvorak,Achterberg,Nakamura,Pell,Rosado,Whitlock,Varga,Osei,Tremblay,Haddad,Kowalski,Ferreira,Mbeki,Sorensen,Ashby,Delacroix,Iyer,Grunwald,Malone,Petrov,Quintana,Rafferty,Shah,Tanaka,Underhill,Vasquez,Weiss,Yilmaz,Zielinski,Abara,Blom,Crane,Dunmore,Eklund,Fontaine,Galloway,Hsu,Ibarra,Janssen,Kerr,Lomax,Moreau,Novak,Ortega,Prior,Rhodes,Stroud,Thorne,Ueda,Vance,Winslow,Xu,Yates,Zamora,Beck,Cole,Duarte,Ellery,Frost,Gage,Hale,Irving,Joyce,Knoll,Lark,Marsh',
);
export const STEM = list(
  'Foxglove,Tallow,Northlight,Paper Kite,Redwater,Signal,Brass Owl,Halfmoon,Ironbridge,Juniper,Kestrel,Lantern,Marlow,Nettle,Oxbow,Pinecone,Quarry,Riverstone,Saltmarsh,Thistle,Umber,Vellum,Wayfarer,Yarrow,Zephyr,Amberline,Blue Door,Copperfield,Driftwood,Eastgate,Fernhill,Gullwing,Harbour,Inkwell,Jetty,Kiln,Larkspur,Millrace,Nightjar,Orchard,Pavilion,Quill,Rookery,Sandbar,Tidewater,Upland,Verdant,Willow,Yellow House,Arrowhead',
);
export const CRAFT = list(
  'Studio,Print,Films,Photography,Sound,Sets,Props,Displays,Signs,Catering,Casting,Post,Motion,Translations,Editing,Research,Networks,Systems,Security,Data,Cloud,Testing,Surveys,Fabrication,Couriers,Rentals',
);
export const LEGAL = list(
  'LLC,Inc.,Ltd,Corp.,Holdings LLC,Group Inc.,& Sons Inc.,Partners LLP,Enterprises LLC,Co.',
);
export const OUTLET = list(
  'WKTR Radio,Metro Outdoor,Harbor Herald,Trailhead Magazine,KBLN-TV,StreamWave,Lumen Digital,Transit Ads,Civic Journal,PodLine,AdGrove,Channel Nine,Summit Weekly,Bright Screens,City Kiosk,Evening Post,Northern Cable,Playloft',
);
export const PRODUCT = list(
  'Adobe,Figma,Slack,Zoom,Notion,GitHub,Atlassian,Dropbox,Miro,Google Workspace,AWS,DigitalOcean,Datadog,Mailchimp,Shutterstock,Airtable,Asana,Canva,Loom,Vercel,Twilio,1Password,Frame.io,Semrush,HubSpot,Typeform,Cloudflare,Sentry,Webflow,Descript',
);
export const SHOP = list(
  'Amazon,Uber,Staples,Best Buy,Home Depot,FedEx,B&H Photo,UPS Store,Office Depot,Getty Images,Costco,IKEA,Blick Art,Michaels,Monoprice,CDW',
);
export const EATERY = list('Cafe,Deli,Bakery,Kitchen,Taqueria,Noodle Bar,Grill,Roasters');
export const CLIENT = list(
  'Novalight,Harrow Foods,Pelican Bank,Orbis Energy,Castle Toys,Meridian Health,Tern Air,Sundial,Galewood,Vantage Rail,Lark Hotels,Brightwell,Opal Water,Fenwick,Corvid Labs,Ridgeway,Sable Motors,Tamar Foods,Unity Care,Wexford,Axle Freight,Beacon Mutual,Cedar Pharma,Dune Apparel,Elm Credit,Flint Steel',
);
export const JOB = list(
  'Spring Campaign,Brand Refresh,Website Rebuild,Annual Report,Data Migration,Trade Show,Product Launch,CRM Rollout,Packaging,App Phase 2,Network Upgrade,Social Always-On,Lookbook,Intranet,Media Plan,Wayfinding,Payments Integration,Video Series,Security Audit,Store Openings',
);
export const WORK: Readonly<Record<string, readonly string[]>> = {
  freelancer: list(
    'retouching,storyboards,copywriting,front-end build,UX wireframes,proofreading,illustration,voice over,edit suite,QA testing,API integration,motion graphics,camera assist,art direction,pen test,load testing,site survey,strategy workshop',
  ),
  studio: list(
    'studio day and lighting,large format prints,banner printing,set build,prop hire,grading and conform,translation DE/FR,cabling works,sound mix,casting session,booth fabrication,brochure run 2000,firewall install,user research panel,courier runs,catering shoot crew,rack and stack,model makers,van hire',
  ),
  shop: list(
    'SSD and cables,gaffer tape,batteries,paper stock,monitor stand,shipping,reference books,art supplies,memory cards,webcam,adapter,storage boxes,paint,label printer',
  ),
  eatery: list(
    'crew lunch,client lunch,coffee meeting,team breakfast,wrap dinner,catering order,snacks for set',
  ),
  rides: list('taxi to client,airport ride,ride to set,crew pick-up'),
  media: list(
    'radio spots,bus shelters,half page,pre-roll,homepage takeover,sponsored posts,search ads,billboard,podcast read,display flight,cable spots,newsletter slot',
  ),
  software: list('seats,licences,plan,team plan,usage,subscription'),
  employee: list('project hours,internal time,production time'),
  abroad: list(
    'backend sprint,localisation,3D renders,mobile dev,subtitles,data labelling,illustrations,hosting ops',
  ),
};
/** What a bookkeeper writes who has only the bill in hand. */
export const TERSE = list(
  'services,professional services,per invoice,services rendered,invoice attached,approved by PM,see attached,fees,job costs,as agreed',
);
/** What a manager adds, who knows what it was for. */
export const DETAIL = list(
  'rush,round 2,for the launch,additional day,hero shots,phase B,v3,as quoted,for client review,weekend,2nd location,final round,pick-ups,as per estimate',
);
export const CITY = list('Denver,Austin,Chicago,Boston,Atlanta,Phoenix,Seattle,Portland,Dallas,Miami');
