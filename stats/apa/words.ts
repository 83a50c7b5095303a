/** The words between the numbers, in English and Norwegian bokmål; symbols are the same in both. */

export interface ApaWords {
  readonly n: string;
  readonly missing: string;
  readonly group: string;
  readonly wave: string;
  readonly item: string;
  readonly total: string;
  readonly difference: string;
  readonly meanDifference: (value: string) => string;
  readonly fromNumber: (mu: string, value: string) => string;
  readonly groupMeans: string;
  readonly variances: string;
  readonly overWaves: string;
  readonly betweenGroups: string;
  readonly groupsByWaves: string;
  readonly pairs: string;
  readonly source: string;
  readonly within: string;
  readonly residual: string;
  readonly sphericityAssumed: string;
  readonly normality: string;
  readonly outliers: (mild: number, extreme: number, z: number, mad: number) => string;
  readonly rule: string;
  readonly indices: string;
  readonly ranks: string;
  readonly meanRank: string;
  readonly exact: string;
  readonly asymptotic: string;
  readonly value: string;
  readonly count: string;
  readonly percent: string;
  readonly validPercent: string;
  readonly cumulativePercent: string;
  readonly valuesCounted: (values: number, n: string) => string;
  readonly share: (count: number, total: number) => string;
  readonly observed: string;
  readonly fisher: string;
  readonly correlation: string;
  readonly agreement: string;
  readonly reliability: string;
  readonly ifDropped: string;
  readonly itemRest: string;
  readonly changed: (up: number, same: number, down: number) => string;
  readonly increased: string;
  readonly unchanged: string;
  readonly decreased: string;
  readonly variable: string;
  readonly completers: string;
  readonly dropouts: string;
  readonly attrition: (variables: number) => string;
  readonly power: (n: string, power: string, effect: string, alpha: string) => string;
  readonly quantity: string;
  readonly critical: string;
  readonly test: string;
  readonly notComputable: string;
}

const en: ApaWords = {
  n: 'n',
  missing: 'missing',
  group: 'Group',
  wave: 'Wave',
  item: 'Item',
  total: 'Total',
  difference: 'Difference',
  meanDifference: (value) => `The mean difference was ${value}`,
  fromNumber: (mu, value) => `The mean differed from ${mu} by ${value}`,
  groupMeans: 'Differences between the group means',
  variances: 'Differences between the group variances',
  overWaves: 'Change over the waves',
  betweenGroups: 'Differences between the groups',
  groupsByWaves: 'Differences between the groups in change over the waves',
  pairs: 'Pair',
  source: 'Source',
  within: 'Within groups',
  residual: 'Error',
  sphericityAssumed: 'Sphericity assumed',
  normality: 'Departure from normality',
  outliers: (mild, extreme, z, mad) =>
    `Outside the inner fences: ${mild}; outside the outer fences: ${extreme}; |z| > 3: ${z}; more than 3 MAD from the median: ${mad}`,
  rule: 'Rule',
  indices: 'Positions in the sample',
  ranks: 'Difference in rank',
  meanRank: 'Mean rank',
  exact: 'exact',
  asymptotic: 'asymptotic',
  value: 'Value',
  count: 'Count',
  percent: '%',
  validPercent: 'Valid %',
  cumulativePercent: 'Cumulative %',
  valuesCounted: (values, n) => `${values} different values, n = ${n}`,
  share: (count, total) => `${count} of ${total}`,
  observed: 'Observed',
  fisher: 'Fisher’s exact test',
  correlation: 'Correlation',
  agreement: 'Agreement',
  reliability: 'Internal consistency',
  ifDropped: 'If item dropped',
  itemRest: 'Item–rest correlation',
  changed: (up, same, down) =>
    `Reliably increased: ${up}; no reliable change: ${same}; reliably decreased: ${down}`,
  increased: 'Increased',
  unchanged: 'No reliable change',
  decreased: 'Decreased',
  variable: 'Variable',
  completers: 'Completers',
  dropouts: 'Dropouts',
  attrition: (variables) =>
    `Completers and dropouts compared at inclusion on ${variables} variable${variables === 1 ? '' : 's'}`,
  power: (n, power, effect, alpha) =>
    `With ${n} participants, power is ${power} for ${effect} at α = ${alpha}`,
  quantity: 'Quantity',
  critical: 'Critical value',
  test: 'Test',
  notComputable: 'could not be computed',
};

const nb: ApaWords = {
  n: 'n',
  missing: 'mangler',
  group: 'Gruppe',
  wave: 'Målepunkt',
  item: 'Spørsmål',
  total: 'I alt',
  difference: 'Forskjell',
  meanDifference: (value) => `Gjennomsnittlig forskjell var ${value}`,
  fromNumber: (mu, value) => `Gjennomsnittet avvek fra ${mu} med ${value}`,
  groupMeans: 'Forskjeller mellom gruppenes gjennomsnitt',
  variances: 'Forskjeller mellom gruppenes varians',
  overWaves: 'Endring over målepunktene',
  betweenGroups: 'Forskjeller mellom gruppene',
  groupsByWaves: 'Forskjeller mellom gruppene i endring over målepunktene',
  pairs: 'Par',
  source: 'Kilde',
  within: 'Innen grupper',
  residual: 'Feil',
  sphericityAssumed: 'Sfærisitet antatt',
  normality: 'Avvik fra normalfordelingen',
  outliers: (mild, extreme, z, mad) =>
    `Utenfor de indre gjerdene: ${mild}; utenfor de ytre gjerdene: ${extreme}; |z| > 3: ${z}; mer enn 3 MAD fra medianen: ${mad}`,
  rule: 'Regel',
  indices: 'Plass i utvalget',
  ranks: 'Forskjell i rang',
  meanRank: 'Gjennomsnittlig rang',
  exact: 'eksakt',
  asymptotic: 'asymptotisk',
  value: 'Verdi',
  count: 'Antall',
  percent: '%',
  validPercent: 'Gyldig %',
  cumulativePercent: 'Kumulativ %',
  valuesCounted: (values, n) => `${values} ulike verdier, n = ${n}`,
  share: (count, total) => `${count} av ${total}`,
  observed: 'Observert',
  fisher: 'Fishers eksakte test',
  correlation: 'Korrelasjon',
  agreement: 'Samsvar',
  reliability: 'Indre konsistens',
  ifDropped: 'Uten spørsmålet',
  itemRest: 'Korrelasjon med resten',
  changed: (up, same, down) =>
    `Pålitelig økning: ${up}; ingen pålitelig endring: ${same}; pålitelig nedgang: ${down}`,
  increased: 'Økning',
  unchanged: 'Ingen pålitelig endring',
  decreased: 'Nedgang',
  variable: 'Variabel',
  completers: 'Fullførte',
  dropouts: 'Falt fra',
  attrition: (variables) =>
    `De som fullførte og de som falt fra, sammenlignet ved inklusjon på ${variables} ${variables === 1 ? 'variabel' : 'variabler'}`,
  power: (n, power, effect, alpha) =>
    `Med ${n} deltakere er styrken ${power} for ${effect} ved α = ${alpha}`,
  quantity: 'Størrelse',
  critical: 'Kritisk verdi',
  test: 'Test',
  notComputable: 'kunne ikke beregnes',
};

export const apaWords = { en, nb } as const;
