/** Somebody who knows everything that is published and how it adds up, and looks for what must then be so. */

/** The second number is the sum of the others. By their places in the list of names. */
interface Rule {
  readonly total: number;
  readonly parts: readonly number[];
}

/** From what to what each number can be, by place. */
interface Ranges {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

export class Knowledge {
  readonly #places = new Map<string, number>();
  readonly #low: number[] = [];
  readonly #high: number[] = [];
  readonly #likely: number[] = [];
  readonly #rules: Rule[] = [];
  readonly #rulesOf: Rule[][] = [];
  #known: Ranges | null = null;

  /** A number that is not published, at most so great; a search begins at the likely one. */
  unknown(name: string, { likely, most }: { likely: number; most: number }): void {
    this.#add(name, 0, most, likely);
  }

  published(name: string, value: number): void {
    this.#add(name, value, value, value);
  }

  sum(total: string, parts: readonly string[]): void {
    const rule = { total: this.#place(total), parts: parts.map((part) => this.#place(part)) };
    this.#rules.push(rule);
    for (const place of [rule.total, ...rule.parts]) this.#rulesOf[place]?.push(rule);
  }

  /**
   * Whether a table with this value, whole numbers all, would be published just so. Searches from the
   * number outwards. Who has tried for long cannot tell, and has to count with it.
   */
  canBe(name: string, value: number): boolean {
    this.#known ??= this.#narrowed(
      { low: Int32Array.from(this.#low), high: Int32Array.from(this.#high) },
      this.#rules,
    );
    if (!this.#known) throw new Error('what is published does not add up');
    const place = this.#place(name);
    const found = this.#with(this.#known, place, value);
    return found !== null && this.#completes(found, this.#outwards(place), { tries: 5_000 });
  }

  #add(name: string, low: number, high: number, likely: number): void {
    this.#places.set(name, this.#places.size);
    this.#low.push(low);
    this.#high.push(high);
    this.#likely.push(likely);
    this.#rulesOf.push([]);
  }

  #place(name: string): number {
    const place = this.#places.get(name);
    if (place === undefined) throw new Error(`nobody has heard of ${name}`);
    return place;
  }

  #with({ low, high }: Ranges, place: number, value: number): Ranges | null {
    if (value < (low[place] ?? 0) || value > (high[place] ?? 0)) return null;
    const next = { low: low.slice(), high: high.slice() };
    next.low[place] = value;
    next.high[place] = value;
    return this.#narrowed(next, this.#rulesOf[place] ?? []);
  }

  /** Until no sum narrows anything more; null where nothing is left of a number. */
  #narrowed(ranges: Ranges, rules: readonly Rule[]): Ranges | null {
    const { low, high } = ranges;
    const waiting = new Set(rules);
    const narrow = (place: number, from: number, to: number): boolean => {
      const least = Math.max(low[place] ?? 0, from);
      const most = Math.min(high[place] ?? 0, to);
      if (least > most) return false;
      if (least === low[place] && most === high[place]) return true;
      low[place] = least;
      high[place] = most;
      for (const rule of this.#rulesOf[place] ?? []) waiting.add(rule);
      return true;
    };
    for (const rule of waiting) {
      waiting.delete(rule);
      const least = rule.parts.reduce((sum, part) => sum + (low[part] ?? 0), 0);
      const most = rule.parts.reduce((sum, part) => sum + (high[part] ?? 0), 0);
      if (!narrow(rule.total, least, most)) return null;
      const [from = 0, to = 0] = [low[rule.total], high[rule.total]];
      for (const part of rule.parts) {
        const [lowest = 0, highest = 0] = [low[part], high[part]];
        // What the total leaves when all others are as great, or as small, as they can be.
        if (!narrow(part, from - (most - highest), to - (least - lowest))) return null;
      }
    }
    return ranges;
  }

  /** All places, those that hang together with the first one most closely first. */
  #outwards(first: number): readonly number[] {
    const places = new Set([first]);
    for (const place of places)
      for (const { total, parts } of this.#rulesOf[place] ?? [])
        for (const other of [total, ...parts]) places.add(other);
    return [...places];
  }

  /** Tries out every value of the next number that has several, nearest the likely one first. */
  #completes(ranges: Ranges, order: readonly number[], budget: { tries: number }): boolean {
    const { low, high } = ranges;
    const next = order.findIndex((place) => low[place] !== high[place]);
    const place = order[next];
    if (place === undefined) return true;
    const [least = 0, most = 0, likely = 0] = [low[place], high[place], this.#likely[place]];
    const values = Array.from({ length: most - least + 1 }, (_, i) => least + i);
    values.sort((a, b) => Math.abs(a - likely) - Math.abs(b - likely));
    for (const value of values) {
      if (budget.tries-- < 0) return true;
      const narrowed = this.#with(ranges, place, value);
      if (narrowed && this.#completes(narrowed, order.slice(next + 1), budget)) return true;
    }
    return false;
  }
}
