/** Persian and Arabic digits as those that numbers on the wire are written with. */
export function plainDigits(text: string): string {
  return text.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
