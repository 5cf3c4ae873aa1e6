/** Made when first needed: not every JavaScript engine has them, and not every receiver needs them. */
let encoder: InstanceType<typeof TextEncoder> | undefined;
let decoder: InstanceType<typeof TextDecoder> | undefined;

/** The UTF-8 bytes of a text, one character each, as `atob` gives them. */
export function toBinary(text: string): string {
  encoder ??= new TextEncoder();
  let binary = '';
  for (const byte of encoder.encode(text)) binary += String.fromCharCode(byte);
  return binary;
}

/** The text whose UTF-8 bytes these are; `undefined` where they are not UTF-8. */
export function fromBinary(binary: string): string | undefined {
  if (isAscii(binary)) return binary;
  decoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
