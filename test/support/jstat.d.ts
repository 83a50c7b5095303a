/** What the tests use of jstat, which brings no types. */

declare module 'jstat' {
  interface Cumulative<Parameters extends readonly number[]> {
    cdf(x: number, ...parameters: Parameters): number;
    inv(p: number, ...parameters: Parameters): number;
  }

  const jstat: {
    readonly normal: Cumulative<[mean: number, sd: number]>;
    readonly studentt: Cumulative<[df: number]>;
    readonly centralF: Cumulative<[df1: number, df2: number]>;
    readonly chisquare: Cumulative<[df: number]>;
    readonly beta: Cumulative<[a: number, b: number]>;
  };

  export default jstat;
}
