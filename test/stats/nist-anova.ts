/** Data of NIST's Statistical Reference Datasets for analysis of variance, with their certified F. */

/** Resistivity of silicon wafers by five instruments (Ω·cm). */
export const siliconResistivity = {
  F: 1.18046237440255,
  ssBetween: 5.11462616e-2,
  ssWithin: 2.1663656e-1,
  groups: [
    [196.3052, 196.124, 196.189, 196.2569, 196.3403],
    [196.3042, 196.3825, 196.1669, 196.3257, 196.0422],
    [196.1303, 196.2005, 196.2889, 196.0343, 196.1811],
    [196.2795, 196.1748, 196.1494, 196.1485, 195.9885],
    [196.2119, 196.1051, 196.185, 196.0052, 196.209],
  ],
};

/** Atomic weight of silver by two instruments; the seven leading digits are the same throughout. */
export const silverWeight = {
  F: 15.946733567793,
  groups: [
    [
      1568, 1465, 1572, 1785, 1446, 1903, 1526, 1494, 1616, 1587, 1519, 1486, 1419, 1569, 1508,
      1672, 1385, 1518, 1662, 1424, 1360, 1333, 1610, 1477,
    ],
    [
      1079, 1344, 1513, 1197, 1604, 1385, 1642, 1365, 1151, 1082, 1517, 1448, 1198, 1482, 1334,
      1609, 1101, 1512, 1469, 1360, 1254, 1261, 1450, 1368,
    ],
  ].map((group) => group.map((digits) => Number(`107.868${digits}`))),
};

/**
 * SmLs01 to SmLs09, made up by Simon and Lesage: nine groups around 0.4, 0.3, 0.5, 0.3, 0.5, … above an
 * offset, each with one value in the middle and the others 0.1 below and above it in turn.
 */
export function simonLesage(offset: number, replicates: number): number[][] {
  return Array.from({ length: 9 }, (_, group) => {
    const middle = group === 0 ? 4 : group % 2 === 1 ? 3 : 5;
    return Array.from({ length: replicates }, (_, i) =>
      Number(`${offset}.${i === 0 ? middle : i % 2 === 1 ? middle - 1 : middle + 1}`),
    );
  });
}
