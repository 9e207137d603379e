/**
 * What of the log has been dealt with: all up to `acked`, and single ones behind it. The server knows the
 * first only, which grows over the others as soon as there is no hole between.
 */
export class Dealt {
  acked = 0;
  #apart = new Set<number>();

  get apart(): number[] {
    return [...this.#apart].sort((a, b) => a - b);
  }

  has(seq: number): boolean {
    return seq <= this.acked || this.#apart.has(seq);
  }

  /** True when `acked` grew. */
  add(seqs: number[]): boolean {
    seqs.forEach((seq) => seq > this.acked && this.#apart.add(seq));
    return this.upTo(this.acked);
  }

  /** True when `acked` grew. */
  upTo(seq: number): boolean {
    const before = this.acked;
    this.acked = Math.max(seq, before);
    while (this.#apart.has(this.acked + 1)) this.acked += 1;
    for (const each of this.#apart) if (each <= this.acked) this.#apart.delete(each);
    return this.acked > before;
  }
}
