/** Where the first row stands whose number is not below `seq`; rows are in the order of their numbers. */
export function firstAtOrAfter(rows: readonly { readonly seq: number }[], seq: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && row.seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
