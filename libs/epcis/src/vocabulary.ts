/**
 * The terms of GS1's Core Business Vocabulary (CBV) 2.0, ISO/IEC 19988:2024, by their bare names. Source: the JSON-LD contexts that GS1
 * publishes with EPCIS 2.0 (https://github.com/gs1/EPCIS, folder JSON-LD-Context).
 */
export const BIZ_STEPS = words(`
  accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting
  decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting installing
  killing loading other packing picking receiving removing repackaging repairing replacing reserving retail_selling
  sampling sensor_reporting shipping staging_outbound stock_taking stocking storing transporting unloading unpacking
  void_shipping`);

/** As {@link BIZ_STEPS}: the state of an object. */
export const DISPOSITIONS = words(`
  active available completeness_inferred completeness_verified conformant container_closed container_open damaged
  destroyed dispensed disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance
  mismatch_quantity needs_replacement no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled
  reserved retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable unknown`);

const BIZ_TRANSACTION_TYPES = words(
  'bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt',
);
const SOURCE_DESTINATION_TYPES = words('location owning_party possessing_party');
const ERROR_REASONS = words('did_not_occur incorrect_data');
const COMPONENTS = words(`
  altitude axial_distance azimuth easting elevation_angle height latitude longitude northing polar_angle
  spherical_radius x y z`);
const SENSOR_ALERTS = words('ALARM_CONDITION ERROR_CONDITION');
/** Types of measurement of the GS1 Web Vocabulary. */
const MEASUREMENTS = words(`
  AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance AmountOfSubstancePerUnitVolume
  Angle AngularAcceleration AngularMomentum AngularVelocity Area Capacitance Conductance Conductivity Count Density
  Dimensionless DoseEquivalent DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent
  ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance Irradiance
  KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux MagneticFluxDensity
  MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute
  MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity Radioactivity RelativeHumidity
  Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage
  Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber`);

interface Vocabulary {
  /** What a person calls one of its terms. */
  readonly name: string;
  readonly terms: ReadonlySet<string>;
  /** Of the web URI, which is the normal form. */
  readonly web: string;
  /** Of the URN of EPCIS 1.x; absent where there never was one. */
  readonly urn?: string;
}

const CBV = 'https://ref.gs1.org/cbv/';
const GS1 = 'https://gs1.org/voc/';

export const VOCABULARIES = {
  bizStep: {
    name: 'business step',
    terms: BIZ_STEPS,
    web: `${CBV}BizStep-`,
    urn: 'urn:epcglobal:cbv:bizstep:',
  },
  disposition: {
    name: 'disposition',
    terms: DISPOSITIONS,
    web: `${CBV}Disp-`,
    urn: 'urn:epcglobal:cbv:disp:',
  },
  bizTransactionType: {
    name: 'business transaction type',
    terms: BIZ_TRANSACTION_TYPES,
    web: `${CBV}BTT-`,
    urn: 'urn:epcglobal:cbv:btt:',
  },
  sourceDestinationType: {
    name: 'type of source or destination',
    terms: SOURCE_DESTINATION_TYPES,
    web: `${CBV}SDT-`,
    urn: 'urn:epcglobal:cbv:sdt:',
  },
  errorReason: { name: 'error reason', terms: ERROR_REASONS, web: `${CBV}ER-`, urn: 'urn:epcglobal:cbv:er:' },
  component: { name: 'component', terms: COMPONENTS, web: `${CBV}Comp-` },
  measurement: { name: 'type of measurement', terms: MEASUREMENTS, web: GS1 },
  sensorAlert: { name: 'sensor alert', terms: SENSOR_ALERTS, web: GS1 },
} as const satisfies Readonly<Record<string, Vocabulary>>;

export type VocabularyName = keyof typeof VOCABULARIES;

/** Where a term may be written with a prefix without the context telling of it. Source: the context of EPCIS 2.0. */
export const STANDARD_PREFIXES: Readonly<Record<string, string>> = {
  cbv: CBV,
  cbvmda: 'urn:epcglobal:cbv:mda:',
  dcterms: 'http://purl.org/dc/terms/',
  epcis: 'https://ref.gs1.org/epcis/',
  gs1: GS1,
  owl: 'http://www.w3.org/2002/07/owl#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/**
 * The bare name of a standard term in any of its forms: `arriving`, `cbv:BizStep-arriving`,
 * `https://ref.gs1.org/cbv/BizStep-arriving`, `urn:epcglobal:cbv:bizstep:arriving`; `undefined` for what is none.
 */
export function bareTerm(vocabulary: VocabularyName, text: string): string | undefined {
  const { terms, web, urn }: Vocabulary = VOCABULARIES[vocabulary];
  const prefixed = /^(cbv|gs1):(?!\/\/)(.*)$/s.exec(text);
  const full = prefixed ? `${STANDARD_PREFIXES[prefixed[1] ?? '']}${prefixed[2]}` : text;
  const name = full.startsWith(web)
    ? full.slice(web.length)
    : urn !== undefined && full.startsWith(urn)
      ? full.slice(urn.length)
      : full;
  return terms.has(name) ? name : undefined;
}

/** One form for each term: its web URI where it is standard, else the text itself. */
export function normalTerm(vocabulary: VocabularyName, text: string): string {
  const bare = bareTerm(vocabulary, text);
  return bare === undefined ? text : VOCABULARIES[vocabulary].web + bare;
}

/** Whether a text claims to be a term of GS1's vocabularies; one that is then no {@link bareTerm} is a slip of the pen. */
export function claimsStandard(text: string): boolean {
  return /^(?:urn:epcglobal:cbv:|cbv:|gs1:|https?:\/\/(?:ref|ns)\.gs1\.org\/cbv\/|https?:\/\/(?:www\.)?gs1\.org\/voc\/)/i.test(
    text,
  );
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
